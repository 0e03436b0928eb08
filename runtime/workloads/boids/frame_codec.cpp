// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/frame_codec.h"

#include "workloads/boids/partition.h"
#include "workloads/frame_bytes.h"

#include <cmath>
#include <utility>

namespace cownscope::boids {

namespace {

using workloads::FrameError;
using workloads::FrameReader;
using workloads::FrameWriter;

void write(FrameWriter &writer, const Frame &frame)
{
    writer.value(frame.step);
    writer.value(std::uint64_t{frame.boids});
    writer.value(frame.scene.parameters);
    writer.value(std::uint64_t{frame.scene.second ? 1u : 0u});
    writer.value(frame.scene.second.value_or(SecondSpecies{}));
    writer.array(std::span<const Influence>(frame.scene.influences));
    writer.value(std::uint64_t{frame.parts.size()});
    for (const FramePart &part : frame.parts) {
        writer.value(part.top);
        writer.value(part.bottom);
        writer.value(part.worker);
        writer.value(part.nanoseconds);
        for (const std::span<const float> array :
             {part.boids.x, part.boids.y, part.boids.vx, part.boids.vy})
            writer.array(array);
        writer.array(part.boids.id);
    }
}

void check(const Outcome &outcome)
{
    if (!outcome)
        throw FrameError("sent a frame with an invalid scene");
}

Scene readScene(FrameReader &reader)
{
    Scene scene;
    scene.parameters = reader.value<Parameters>();
    check(validate(scene.parameters));
    const bool hasSecond = reader.value<std::uint64_t>() != 0;
    const auto second = reader.value<SecondSpecies>();
    if (hasSecond) {
        check(validate(second));
        scene.second = second;
    }
    const std::span<const Influence> influences = reader.array<Influence>(maxInfluences);
    scene.influences.assign(influences.begin(), influences.end());
    for (const Influence &influence : scene.influences)
        check(validate(influence));
    return scene;
}

FramePart readPart(FrameReader &reader)
{
    FramePart part;
    part.top = reader.value<float>();
    part.bottom = reader.value<float>();
    part.worker = reader.value<std::uint32_t>();
    part.nanoseconds = reader.value<std::uint64_t>();
    if (!std::isfinite(part.top) || !std::isfinite(part.bottom))
        throw FrameError("sent a frame with a part that has no place");
    BoidSpans &boids = part.boids;
    for (std::span<const float> *array : {&boids.x, &boids.y, &boids.vx, &boids.vy})
        *array = reader.array<float>(maxBoids);
    boids.id = reader.array<std::uint32_t>(maxBoids);
    boids.count = boids.id.size();
    for (const std::span<const float> array : {boids.x, boids.y, boids.vx, boids.vy}) {
        if (array.size() != boids.count)
            throw FrameError("sent a frame with boids that are not complete");
    }
    return part;
}

} // namespace

std::size_t encodedBytes(const Frame &frame)
{
    return workloads::countBytes([&frame](FrameWriter &counter) { write(counter, frame); });
}

void encode(const Frame &frame, std::span<std::byte> memory)
{
    FrameWriter writer(memory);
    write(writer, frame);
}

std::shared_ptr<const Frame> decode(std::span<const std::byte> memory,
                                    const std::shared_ptr<const void> &owner)
{
    FrameReader reader(memory);
    auto frame = std::make_shared<Frame>();
    frame->step = reader.value<std::uint64_t>();
    frame->boids = reader.value<std::uint64_t>();
    frame->scene = readScene(reader);
    const auto parts = reader.value<std::uint64_t>();
    if (parts > bandLimit)
        throw FrameError("sent a frame with too many parts");
    std::size_t boids = 0;
    for (std::uint64_t i = 0; i < parts; ++i) {
        frame->parts.push_back(readPart(reader));
        frame->parts.back().owner = owner;
        boids += frame->parts.back().boids.count;
    }
    if (boids != frame->boids || boids > maxBoids)
        throw FrameError("sent a frame with another number of boids than it says");
    return frame;
}

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/frame_codec.h"

#include "workloads/frame_bytes.h"

namespace cownscope::fanout {

namespace {

using workloads::FrameError;
using workloads::FrameReader;
using workloads::FrameWriter;

// More than a view can show; they bound the memory for a frame of another process.
constexpr std::size_t mostDecodedProducers = std::size_t{1} << 20;
constexpr std::uint64_t mostDecodedChildren = std::uint64_t{1} << 20;

void write(FrameWriter &writer, const Frame &frame)
{
    for (const std::uint32_t value : {frame.width, frame.shown, frame.steps})
        writer.value(value);
    writer.array(std::span<const ProducerView>(frame.producers));
    writer.array(std::span<const ChildView>(frame.children));
}

bool isPossible(const ChildView &child, std::uint32_t steps)
{
    return child.state <= ChildState::Done && child.age < steps;
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

std::shared_ptr<const Frame> decode(std::span<const std::byte> memory)
{
    FrameReader reader(memory);
    auto frame = std::make_shared<Frame>();
    for (std::uint32_t *value : {&frame->width, &frame->shown, &frame->steps})
        *value = reader.value<std::uint32_t>();
    const auto producers = reader.array<ProducerView>(mostDecodedProducers);
    frame->producers.assign(producers.begin(), producers.end());
    const auto children = reader.array<ChildView>(mostDecodedChildren);
    frame->children.assign(children.begin(), children.end());
    if (frame->steps == 0 || frame->shown == 0 || frame->shown > frame->width
        || frame->steps > mostDecodedChildren || frame->shown > mostDecodedChildren
        || frame->children.size() != frame->producers.size() * frame->steps * frame->shown)
        throw FrameError("sent a frame with another number of children than it says");
    for (const ChildView &child : frame->children) {
        if (!isPossible(child, frame->steps))
            throw FrameError("sent a frame with an impossible child");
    }
    return frame;
}

} // namespace cownscope::fanout

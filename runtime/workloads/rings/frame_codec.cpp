// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/frame_codec.h"

#include "workloads/frame_bytes.h"

namespace cownscope::rings {

namespace {

using workloads::FrameError;
using workloads::FrameReader;
using workloads::FrameWriter;

// More than a view can show; they bound the time to draw a frame of another process.
constexpr std::size_t mostDecodedChains = std::size_t{1} << 20;
constexpr std::uint64_t mostDecodedSlots = std::uint64_t{1}
    << 24; // of a ring, and that all chains hold

void write(FrameWriter &writer, const Frame &frame)
{
    for (const std::uint32_t value : {frame.rings, frame.ringSize, frame.groupSize, frame.stride})
        writer.value(value);
    writer.array(std::span<const ChainView>(frame.chains));
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
    for (std::uint32_t *value :
         {&frame->rings, &frame->ringSize, &frame->groupSize, &frame->stride})
        *value = reader.value<std::uint32_t>();
    const auto chains = reader.array<ChainView>(mostDecodedChains);
    frame->chains.assign(chains.begin(), chains.end());
    if (frame->rings > frame->chains.size() || frame->ringSize > mostDecodedSlots
        || frame->groupSize > frame->ringSize
        || frame->groupSize * frame->chains.size() > mostDecodedSlots)
        throw FrameError("sent a frame with impossible rings");
    std::uint32_t ring = 0;
    for (const ChainView &chain : frame->chains) {
        if (chain.ring >= frame->rings || chain.head >= frame->ringSize || chain.ring < ring)
            throw FrameError("sent a frame with a chain outside its rings");
        ring = chain.ring;
    }
    return frame;
}

} // namespace cownscope::rings

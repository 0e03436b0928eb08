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

// ChildView with a state that may have any value.
struct EncodedChild
{
    std::uint32_t state;
    std::uint32_t age;
    std::uint32_t scheduledBy;
    std::uint32_t ranBy;
};

void write(FrameWriter &writer, const Frame &frame)
{
    for (const std::uint32_t value : {frame.width, frame.shown, frame.steps})
        writer.value(value);
    writer.array(std::span<const ProducerView>(frame.producers));
    std::vector<EncodedChild> children;
    children.reserve(frame.children.size());
    for (const ChildView &child : frame.children)
        children.push_back(
            {static_cast<std::uint32_t>(child.state), child.age, child.scheduledBy, child.ranBy});
    writer.array(std::span<const EncodedChild>(children));
}

ChildView decoded(const EncodedChild &child, std::uint32_t steps)
{
    if (child.state > static_cast<std::uint32_t>(ChildState::Done) || child.age >= steps)
        throw FrameError("sent a frame with an impossible child");
    return {static_cast<ChildState>(child.state), child.age, child.scheduledBy, child.ranBy};
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
    const auto encoded = reader.array<EncodedChild>(mostDecodedChildren);
    const std::vector<EncodedChild> children(encoded.begin(), encoded.end());
    if (frame->steps == 0 || frame->shown == 0 || frame->shown > frame->width
        || frame->steps > mostDecodedChildren || frame->shown > mostDecodedChildren
        || children.size() != frame->producers.size() * frame->steps * frame->shown)
        throw FrameError("sent a frame with another number of children than it says");
    frame->children.reserve(children.size());
    for (const EncodedChild &child : children)
        frame->children.push_back(decoded(child, frame->steps));
    return frame;
}

} // namespace cownscope::fanout

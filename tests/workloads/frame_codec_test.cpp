// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shown_boids.h"
#include "workloads/boids/frame_codec.h"
#include "workloads/fanout/frame_codec.h"
#include "workloads/frame_bytes.h"
#include "workloads/rings/frame_codec.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <memory>
#include <random>

using namespace cownscope;
using workloads::FrameError;

namespace {

// The bytes of a frame, as aligned as in shared memory.
class Bytes
{
public:
    explicit Bytes(std::size_t size)
        : m_memory(new (std::align_val_t{64}) std::byte[size])
        , m_size(size)
    { }

    std::span<std::byte> span() const { return {m_memory.get(), m_size}; }

private:
    struct Free
    {
        void operator()(std::byte *memory) const
        {
            ::operator delete[](memory, std::align_val_t{64});
        }
    };

    std::unique_ptr<std::byte, Free> m_memory;
    std::size_t m_size;
};

template <class Frame>
Bytes encoded(const Frame &frame)
{
    Bytes bytes(encodedBytes(frame));
    encode(frame, bytes.span());
    return bytes;
}

boids::Frame flock()
{
    const std::shared_ptr<boids::Frame> frame = test::frameOf(
        {{1, 2, 3, 4, 0}, {5, 6, 7, 8, 1}, {9, 10, 11, 12, 1}, {13, 14, 15, 16, boids::noWorker}});
    frame->step = 77;
    frame->scene.parameters.worldWidth = 321;
    frame->scene.second = boids::SecondSpecies{.share = 0.25f};
    frame->scene.influences = {{1, 2, 30, 4}, {5, 6, 70, -8}};
    frame->parts[1].top = 10;
    frame->parts[1].bottom = 20;
    frame->parts[1].nanoseconds = 12'345;
    return *frame;
}

rings::Frame ringFrame()
{
    return {.rings = 2,
            .ringSize = 16,
            .groupSize = 3,
            .stride = 5,
            .chains = {{0, 1, 2, 3}, {0, 15, 4, boids::noWorker}, {1, 0, 5, 0}}};
}

fanout::Frame fanOutFrame()
{
    fanout::Frame frame{
        .width = 8, .shown = 2, .steps = 3, .producers = {{4, 5}, {6, 7}}, .children = {}};
    for (std::uint32_t i = 0; i < 12; ++i)
        frame.children.push_back(
            {static_cast<fanout::ChildState>(i % 4), i % 3, i, i % 2 ? fanout::noWorker : i});
    return frame;
}

const auto decodeFlock = [](std::span<const std::byte> bytes) {
    return boids::decode(bytes, nullptr);
};
const auto decodeRings = [](std::span<const std::byte> bytes) { return rings::decode(bytes); };
const auto decodeFanOut = [](std::span<const std::byte> bytes) { return fanout::decode(bytes); };

// Bytes that end early, and bytes with changed values, give an error or another frame.
template <class Decode>
void damage(const Bytes &whole, Decode decode)
{
    const std::span<std::byte> bytes = whole.span();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        Bytes part(size);
        std::memcpy(part.span().data(), bytes.data(), size);
        EXPECT_THROW(decode(part.span()), FrameError) << size;
    }
    std::mt19937 random{7};
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        Bytes changed(bytes.size());
        std::memcpy(changed.span().data(), bytes.data(), bytes.size());
        const std::uint32_t word = i % 2 == 0 ? ~0u : static_cast<std::uint32_t>(random() % 100);
        std::memcpy(changed.span().data() + random() % (bytes.size() / 4) * 4, &word, sizeof word);
        try {
            decode(changed.span());
        } catch (const FrameError &) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 100);
}

} // namespace

TEST(FrameCodec, AFlockIsReadWhereItIs)
{
    const boids::Frame frame = flock();
    const Bytes bytes = encoded(frame);
    const auto owner = std::make_shared<int>(1);
    const auto read = boids::decode(bytes.span(), owner);
    EXPECT_EQ(read->step, 77u);
    EXPECT_EQ(read->scene, frame.scene);
    EXPECT_EQ(test::boidsOf(*read), test::boidsOf(frame));
    ASSERT_EQ(read->parts.size(), 3u);
    EXPECT_EQ(read->parts[1].top, 10);
    EXPECT_EQ(read->parts[1].bottom, 20);
    EXPECT_EQ(read->parts[1].nanoseconds, 12'345u);
    for (const boids::FramePart &part : read->parts) {
        EXPECT_EQ(part.owner, owner);
        const auto *const at = reinterpret_cast<const std::byte *>(part.boids.x.data());
        EXPECT_GE(at, bytes.span().data());
        EXPECT_LT(at, bytes.span().data() + bytes.span().size());
        EXPECT_EQ((at - bytes.span().data()) % 64, 0);
    }
}

TEST(FrameCodec, AnEmptyFlockIsAFrame)
{
    const Bytes bytes = encoded(boids::Frame{});
    EXPECT_EQ(boids::decode(bytes.span(), nullptr)->boids, 0u);
}

TEST(FrameCodec, RingsAreCopied)
{
    const rings::Frame frame = ringFrame();
    const auto read = rings::decode(encoded(frame).span());
    EXPECT_EQ(read->rings, 2u);
    EXPECT_EQ(read->ringSize, 16u);
    EXPECT_EQ(read->groupSize, 3u);
    EXPECT_EQ(read->stride, 5u);
    ASSERT_EQ(read->chains.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(read->chains[i].ring, frame.chains[i].ring);
        EXPECT_EQ(read->chains[i].head, frame.chains[i].head);
        EXPECT_EQ(read->chains[i].count, frame.chains[i].count);
        EXPECT_EQ(read->chains[i].worker, frame.chains[i].worker);
    }
}

TEST(FrameCodec, AFanOutIsCopied)
{
    const fanout::Frame frame = fanOutFrame();
    const auto read = fanout::decode(encoded(frame).span());
    EXPECT_EQ(read->width, 8u);
    EXPECT_EQ(read->shown, 2u);
    EXPECT_EQ(read->steps, 3u);
    ASSERT_EQ(read->producers.size(), 2u);
    EXPECT_EQ(read->producers[1].steps, 6u);
    EXPECT_EQ(read->producers[1].worker, 7u);
    ASSERT_EQ(read->children.size(), frame.children.size());
    for (std::size_t i = 0; i < frame.children.size(); ++i) {
        EXPECT_EQ(read->children[i].state, frame.children[i].state);
        EXPECT_EQ(read->children[i].age, frame.children[i].age);
        EXPECT_EQ(read->children[i].scheduledBy, frame.children[i].scheduledBy);
        EXPECT_EQ(read->children[i].ranBy, frame.children[i].ranBy);
    }
}

TEST(FrameCodec, DamagedBytesAreAnErrorOrAnotherFrame)
{
    damage(encoded(flock()), decodeFlock);
    damage(encoded(ringFrame()), decodeRings);
    damage(encoded(fanOutFrame()), decodeFanOut);
}

TEST(FrameCodec, ImpossibleFramesAreRefused)
{
    const auto refuses = [](const auto &frame, auto decode) {
        EXPECT_THROW(decode(encoded(frame).span()), FrameError);
    };
    boids::Frame boids = flock();
    boids.boids = 5;
    refuses(boids, decodeFlock);
    boids = flock();
    boids.parts[0].top = std::numeric_limits<float>::quiet_NaN();
    refuses(boids, decodeFlock);
    boids = flock();
    boids.scene.parameters.worldWidth = -1;
    refuses(boids, decodeFlock);
    boids = flock();
    boids.parts[0].boids.vx = {};
    refuses(boids, decodeFlock);
    for (const auto change : std::vector<void (*)(rings::Frame &)>{
             [](rings::Frame &frame) { frame.chains[1].ring = 2; },
             [](rings::Frame &frame) { frame.chains[1].head = 16; },
             [](rings::Frame &frame) { frame.groupSize = 17; },
             [](rings::Frame &frame) { frame.rings = 4; },
             [](rings::Frame &frame) { frame.ringSize = frame.groupSize = 1u << 31; }}) {
        rings::Frame frame = ringFrame();
        change(frame);
        refuses(frame, decodeRings);
    }
    for (const auto change : std::vector<void (*)(fanout::Frame &)>{
             [](fanout::Frame &frame) { frame.children[3].age = 3; },
             [](fanout::Frame &frame) { frame.shown = 9; },
             [](fanout::Frame &frame) { frame.steps = 0; },
             [](fanout::Frame &frame) { frame.children.pop_back(); },
             [](fanout::Frame &frame) {
                 frame = {.width = 1, .shown = 1, .steps = ~0u, .producers = {}, .children = {}};
             }}) {
        fanout::Frame frame = fanOutFrame();
        change(frame);
        refuses(frame, decodeFanOut);
    }
}

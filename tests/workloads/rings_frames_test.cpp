// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain_rings.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

using namespace cownscope::rings;

namespace {

class RecordingSink : public FrameSink
{
public:
    void showFrame(std::shared_ptr<const Frame> frame) override
    {
        frames.push_back(std::move(frame));
    }

    std::vector<std::shared_ptr<const Frame>> frames;
};

Options smallOptions()
{
    Options options;
    options.nullPayload = true;
    options.ringSize = 32;
    options.payloadRows = options.payloadCols = 1;
    return derived(options, 2);
}

struct Shown
{
    Shown() { rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink)); }

    boc::Runtime runtime{{.workers = 2}};
    RecordingSink sink;
    ChainRings rings{smallOptions()};
};

} // namespace

TEST(RingsFrames, EachRequestIsOnePinnedBehavior)
{
    Shown shown;
    for (std::size_t i = 1; i <= 20; ++i) {
        shown.rings.stepOnce();
        shown.rings.requestFrame();
        shown.runtime.quiesce();
        ASSERT_EQ(shown.sink.frames.size(), i);
        ASSERT_EQ(shown.runtime.statistics().pinnedExecuted, i);
    }
    const Frame &frame = *shown.sink.frames.back();
    EXPECT_EQ(frame.rings, shown.rings.options().rings);
    EXPECT_EQ(frame.ringSize, 32u);
    EXPECT_EQ(frame.groupSize, 2u);
    EXPECT_EQ(frame.stride, 1u);
    EXPECT_EQ(frame.chains.size(), shown.rings.chains());
}

TEST(RingsFrames, OneFrameIsInFlightAtMost)
{
    Shown shown;
    shown.rings.start();
    for (int i = 0; i < 100; ++i) {
        shown.rings.requestFrame();
        std::this_thread::sleep_for(std::chrono::microseconds(50));
        ASSERT_LE(shown.runtime.pinnedQueue().depth, 1u);
    }
    shown.rings.pause();
    shown.runtime.quiesce();
    EXPECT_EQ(shown.sink.frames.size(), 2u);
}

TEST(RingsFrames, AsManyAreOnTheirWayAsTheSinkHasCredits)
{
    class SlowSink : public RecordingSink
    {
    public:
        void takeFrame(std::shared_ptr<const Frame> frame, cownscope::FrameCredit credit) override
        {
            showFrame(std::move(frame));
            credits.push_back(std::move(credit));
        }

        std::vector<cownscope::FrameCredit> credits;
    };
    boc::Runtime runtime{{.workers = 2}};
    SlowSink sink;
    const cownscope::FrameCredits credits(2);
    ChainRings rings{smallOptions()};
    rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink), credits);
    for (int i = 0; i < 5; ++i) {
        rings.requestFrame();
        runtime.quiesce();
    }
    EXPECT_EQ(sink.frames.size(), 2u);
    EXPECT_TRUE(rings.isFrameWanted());
    sink.credits.clear();
    rings.resumeFrames();
    runtime.quiesce();
    EXPECT_EQ(sink.frames.size(), 3u) << "one frame for all requests";
    EXPECT_FALSE(rings.isFrameWanted());
}

TEST(RingsFrames, FramesNeverGoBackwards)
{
    Shown shown;
    shown.rings.start();
    while (shown.sink.frames.size() < 50) {
        shown.rings.requestFrame();
        shown.runtime.pump();
    }
    shown.rings.pause();
    shown.runtime.quiesce();
    for (std::size_t i = 1; i < shown.sink.frames.size(); ++i) {
        for (std::size_t chain = 0; chain < shown.rings.chains(); ++chain) {
            ASSERT_LE(shown.sink.frames[i - 1]->chains[chain].count,
                      shown.sink.frames[i]->chains[chain].count);
        }
    }
}

TEST(RingsFrames, WithoutASinkNothingIsPinned)
{
    boc::Runtime runtime{{.workers = 1}};
    ChainRings rings(smallOptions());
    rings.attach(runtime);
    rings.requestFrame();
    runtime.quiesce();
    EXPECT_EQ(runtime.statistics().pinnedExecuted, 0u);
}

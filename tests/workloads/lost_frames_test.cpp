// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/faults/allocations.h"
#include "flock_support.h"
#include "workloads/rings/chain_rings.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

/// \file
/// A frame for which there is no memory is lost, and others come.
using namespace cownscope;
using namespace cownscope::tests;

namespace {

constexpr int tooMany = 200;

class RingsSink : public rings::FrameSink
{
public:
    void showFrame(std::shared_ptr<const rings::Frame>) override { ++frames; }
    int frames = 0;
};

} // namespace

TEST(LostFrames, TheFlockGoesOnAndShowsTheNext)
{
    RecordingSink sink;
    boc::Runtime runtime{{.workers = 1}}; // whose memory a body takes
    boids::Flock flock(boids::Options{}, manyBands);
    const FrameCredits credits;
    flock.attach(runtime, boc::PinnedCown<boids::FrameSink *>(runtime, &sink), credits);
    runtime.quiesce();
    bool whole = false;
    int lost = 0;
    for (int successes = 0; !whole && successes < tooMany; ++successes) {
        const std::size_t before = sink.frames.size();
        runtime.when() << [successes] { boctest::takeMemoryAfter(successes); };
        runtime.quiesce();
        flock.requestFrame();
        runtime.quiesce();
        whole = sink.frames.size() > before;
        lost += whole ? 0 : 1;
        runtime.when() << [] { boctest::setMemoryBack(); };
        runtime.quiesce();

        const std::uint64_t steps = flock.stepsDone();
        flock.advance(1);
        flock.requestFrame();
        runtime.quiesce();
        ASSERT_EQ(flock.stepsDone(), steps + 1) << "after " << successes;
        ASSERT_EQ(sink.frames.back()->step, steps + 1) << "after " << successes;
        ASSERT_FALSE(flock.isFrameWanted() || credits.spent()) << "after " << successes;
    }
    EXPECT_TRUE(whole);
    EXPECT_GT(lost, 0);
}

TEST(LostFrames, TheFlockStepsOnWhileNoFrameCanBeMade)
{
    RecordingSink sink;
    boc::Runtime runtime{{.workers = 2}};
    boids::Flock flock(boids::Options{}, manyBands);
    const FrameCredits credits;
    flock.attach(runtime, boc::PinnedCown<boids::FrameSink *>(runtime, &sink), credits);
    runtime.quiesce();
    flock.requestFrame();
    while (runtime.pinnedQueue().depth == 0)
        std::this_thread::yield();
    {
        const boctest::OutOfMemory outOfMemory; // on the main thread, where it is shown
        runtime.pump();
    }
    flock.setFreeRunning(true);
    flock.requestFrame();
    ASSERT_TRUE(waitForSteps(flock, 5));
    flock.pause();
    runtime.quiesce();
    EXPECT_GE(sink.frames.size(), 1u);
    EXPECT_FALSE(flock.isFrameWanted() || credits.spent());
}

TEST(LostFrames, TheRingsShowTheNext)
{
    RingsSink sink;
    boc::Runtime runtime{{.workers = 2}};
    rings::Options options;
    options.nullPayload = true;
    rings::ChainRings rings(derived(options, 2));
    const FrameCredits credits;
    rings.attach(runtime, boc::PinnedCown<rings::FrameSink *>(runtime, &sink), credits);
    runtime.quiesce();
    bool whole = false;
    int lost = 0;
    for (int successes = 0; !whole && successes < tooMany; ++successes) {
        const int before = sink.frames;
        {
            const boctest::OutOfMemory outOfMemory(successes);
            rings.requestFrame();
            runtime.pump();
        }
        whole = sink.frames > before;
        lost += whole ? 0 : 1;
        ASSERT_FALSE(rings.isFrameWanted() || credits.spent()) << "after " << successes;
        rings.requestFrame();
        ASSERT_EQ(credits.spent(), 1u);
        runtime.quiesce();
        ASSERT_EQ(sink.frames, before + (whole ? 2 : 1)) << "after " << successes;
    }
    EXPECT_TRUE(whole);
    EXPECT_GT(lost, 0);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"
#include "support/shown_boids.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <memory>
#include <thread>

using namespace cownscope::boids;
using namespace cownscope::tests;
using namespace cownscope::test;

namespace {

struct Shown
{
    Shown() { flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink)); }

    std::uint64_t pinnedBehaviors() const { return runtime.statistics().pinnedExecuted; }

    boc::Runtime runtime{{.workers = 2}};
    RecordingSink sink;
    Flock flock{Options{}, manyBands};
};

} // namespace

TEST(FlockFrames, EachRequestIsOnePinnedBehavior)
{
    Shown shown;
    for (std::size_t i = 1; i <= 20; ++i) {
        shown.flock.requestFrame();
        shown.flock.advance(i % 4);
        shown.runtime.quiesce();
        ASSERT_EQ(shown.sink.frames.size(), i);
        ASSERT_EQ(shown.pinnedBehaviors(), i);
    }
}

TEST(FlockFrames, StepsAloneShowNothing)
{
    Shown shown;
    shown.flock.advance(50);
    shown.runtime.quiesce();
    EXPECT_EQ(shown.sink.frames.size(), 0u);
    EXPECT_EQ(shown.pinnedBehaviors(), 0u);
}

TEST(FlockFrames, AFrameOfAFlockAtRestIsItsState)
{
    Shown shown;
    for (const std::uint64_t steps : {0u, 1u, 10u}) {
        shown.flock.advance(steps);
        const Snapshot snapshot = settledSnapshot(shown.runtime, shown.flock);
        shown.flock.requestFrame();
        shown.runtime.quiesce();
        EXPECT_TRUE(shows(*shown.sink.frames.back(), snapshot));
        EXPECT_EQ(shown.sink.frames.back()->scene, Scene{});
    }
}

TEST(FlockFrames, FramesInFullFlightAreWholeSteps)
{
    Shown shown;
    const std::size_t wanted = repeats<std::size_t>(100, 20);
    shown.flock.setFreeRunning(true);
    while (shown.sink.frames.size() < wanted) {
        shown.flock.requestFrame();
        shown.runtime.pump();
        std::this_thread::yield();
    }
    shown.flock.pause();
    shown.runtime.quiesce();
    SerialFlock serial(Options{}, manyBands);
    std::uint64_t step = 0;
    for (const auto &frame : shown.sink.frames) {
        serial.step(frame->step - step);
        step = frame->step;
        ASSERT_TRUE(shows(*frame, serial.snapshot())) << "step " << step;
    }
    EXPECT_EQ(shown.pinnedBehaviors(), shown.sink.frames.size());
}

TEST(FlockFrames, OneFrameIsInFlightAtMost)
{
    Shown shown;
    shown.flock.setFreeRunning(true);
    for (int i = 0; i < 200; ++i) {
        shown.flock.requestFrame();
        waitForSteps(shown.flock, shown.flock.stepsDone() + 1);
        ASSERT_LE(shown.runtime.pinnedQueue().depth, 1u);
    }
    shown.flock.pause();
    shown.runtime.quiesce();
    // The one that waited, and one for all requests that came meanwhile.
    EXPECT_EQ(shown.sink.frames.size(), 2u);
}

TEST(FlockFrames, ARequestWhileAFrameIsInFlightShowsWhatCameAfterIt)
{
    Shown shown;
    shown.flock.requestFrame();
    while (shown.runtime.pinnedQueue().depth == 0)
        std::this_thread::yield();
    shown.flock.setBoids(7);
    shown.flock.requestFrame();
    shown.runtime.quiesce();
    ASSERT_EQ(shown.sink.frames.size(), 2u);
    EXPECT_EQ(shown.sink.frames[0]->boids, 300u);
    EXPECT_EQ(shown.sink.frames[1]->boids, 7u);
}

// A sink that has not drawn two frames gets no third one, whatever is asked for; when it has drawn
// one, the newest state.
TEST(FlockFrames, AsManyAreOnTheirWayAsTheSinkHasCredits)
{
    boc::Runtime runtime{{.workers = 2}};
    SlowSink sink;
    const cownscope::FrameCredits credits(2);
    Flock flock{Options{}, manyBands};
    flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink), credits);
    for (int i = 0; i < 10; ++i) {
        flock.advance(3);
        flock.requestFrame();
        runtime.quiesce();
        EXPECT_EQ(sink.frames.size(), i == 0 ? 1u : 2u);
        EXPECT_EQ(credits.spent(), sink.frames.size());
        EXPECT_EQ(flock.isFrameWanted(), i > 1);
    }
    flock.resumeFrames();
    runtime.quiesce();
    EXPECT_EQ(sink.frames.size(), 2u) << "there is no credit";
    sink.credits.front().giveBack();
    flock.resumeFrames();
    runtime.quiesce();
    ASSERT_EQ(sink.frames.size(), 3u);
    EXPECT_EQ(sink.frames.back()->step, flock.stepsDone());
    EXPECT_FALSE(flock.isFrameWanted()) << "one frame for all requests";
    sink.credits.clear();
    EXPECT_EQ(credits.spent(), 0u);
}

TEST(FlockFrames, TheNextIsMadeWhileTheLastIsDrawn)
{
    boc::Runtime runtime{{.workers = 2}};
    SlowSink sink;
    Flock flock{Options{}, manyBands};
    flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink), cownscope::FrameCredits(2));
    flock.setFreeRunning(true);
    flock.requestFrame();
    while (sink.frames.empty())
        runtime.pump();
    flock.requestFrame(); // nothing was drawn
    while (sink.frames.size() < 2)
        runtime.pump();
    EXPECT_GT(sink.frames[1]->step, sink.frames[0]->step);
    flock.pause();
    runtime.quiesce();
}

TEST(FlockFrames, NothingInfiniteIsEverShown)
{
    Shown shown;
    Parameters wild;
    wild.speedLimit = wild.turnStep = 1e4f;
    wild.separation = 10;
    wild.separationDistance = wild.visualRange = 500;
    shown.flock.setParameters(wild);
    for (int i = 0; i < repeats(100, 20); ++i) {
        shown.flock.advance(5);
        shown.flock.requestFrame();
        shown.runtime.quiesce();
        for (const ShownBoid &boid : boidsOf(*shown.sink.frames.back())) {
            ASSERT_TRUE(std::isfinite(boid.x) && std::isfinite(boid.y) && std::isfinite(boid.vx)
                        && std::isfinite(boid.vy));
        }
    }
}

TEST(FlockFrames, WithoutASinkNothingIsPinned)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock{Options{}};
    flock.attach(runtime);
    flock.requestFrame();
    flock.advance(3);
    runtime.quiesce();
    EXPECT_EQ(runtime.statistics().pinnedExecuted, 0u);
}

TEST(FlockFrames, NoneIsShownAfterTheFlocksEnd)
{
    boc::Runtime runtime{{.workers = 2}};
    RecordingSink sink;
    auto flock = std::make_unique<Flock>(Options{}, manyBands);
    flock->attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    flock->setFreeRunning(true);
    flock->requestFrame();
    while (runtime.pinnedQueue().depth == 0)
        std::this_thread::yield();
    flock->requestFrame();
    flock.reset();
    runtime.quiesce();
    EXPECT_EQ(sink.frames.size(), 0u);
}

// A frame that is asked for after a change shows the change, however busy the flock is.
TEST(FlockFrames, WhatWasCommandedBeforeIsInTheFrame)
{
    Shown shown;
    for (int i = 1; i <= repeats(300, 60); ++i) {
        const bool flying = i % 3 == 0;
        shown.flock.setFreeRunning(flying);
        shown.flock.requestFrame();
        const Influence influence{static_cast<float>(i), 0, 50, 1};
        shown.flock.setInfluences({influence});
        shown.flock.requestFrame();
        const auto isThere = [&] {
            return !shown.sink.frames.empty()
                && shown.sink.frames.back()->scene.influences == std::vector{influence};
        };
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!isThere() && std::chrono::steady_clock::now() < end)
            shown.runtime.pump();
        ASSERT_TRUE(isThere()) << i;
    }
    shown.flock.pause();
    shown.runtime.quiesce();
}

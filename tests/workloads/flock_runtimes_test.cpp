// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <memory>

using namespace cownscope::boids;
using namespace cownscope::tests;

TEST(FlockRuntimes, AnotherRuntimeContinuesTheSameFlock)
{
    const Options options{.parameters = {}, .boids = 400, .seed = 6};
    Flock flock(options, manyBands);
    Snapshot snapshot;
    for (const unsigned workers : {1u, 3u, 2u}) {
        auto runtime = std::make_unique<boc::Runtime>(boc::RuntimeOptions{.workers = workers});
        flock.attach(*runtime);
        flock.advance(25);
        snapshot = settledSnapshot(*runtime, flock);
        flock.detach();
        EXPECT_FALSE(flock.isAttached());
    }
    SerialFlock serial(options, manyBands);
    serial.step(75);
    EXPECT_EQ(snapshot, serial.snapshot());
    EXPECT_EQ(flock.stepsDone(), 75u);
}

TEST(FlockRuntimes, ChangingRuntimesInFullFlightMissesNoStep)
{
    const Options options{.parameters = {}, .boids = 200, .seed = 7};
    Flock flock(options, manyBands);
    Snapshot snapshot;
    for (int i = 0; i < repeats(20, 5); ++i) {
        boc::Runtime runtime{{.workers = 1u + static_cast<unsigned>(i) % 3}};
        flock.attach(runtime);
        flock.setFreeRunning(true);
        ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + 3));
        flock.pause();
        snapshot = settledSnapshot(runtime, flock);
        flock.detach();
    }
    SerialFlock serial(options, manyBands);
    serial.step(snapshot.step);
    EXPECT_EQ(snapshot, serial.snapshot());
}

// What was in flight is gone with the runtime, and bands are a step or two apart.
TEST(FlockRuntimes, ARuntimeStoppedInFullFlightLosesNobody)
{
    const Options options{.parameters = {}, .boids = 600, .seed = 8};
    Flock flock(options, manyBands);
    RecordingSink sink;
    for (int i = 0; i < repeats(60, 10); ++i) {
        boc::Runtime runtime{{.workers = 2}};
        flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
        flock.setFreeRunning(true);
        flock.requestFrame();
        ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + 2 + static_cast<unsigned>(i) % 3));
        if (i % 4 == 3) {
            flock.pause();
            expectWhole(settledSnapshot(runtime, flock), options.boids);
        }
        runtime.stop();
        flock.detach();
    }
}

TEST(FlockRuntimes, CommandsToAStoppedRuntimeReachTheNext)
{
    Flock flock(Options{}, manyBands);
    {
        boc::Runtime runtime{{.workers = 2}};
        flock.attach(runtime);
        flock.setFreeRunning(true);
        ASSERT_TRUE(waitForSteps(flock, 3));
        runtime.stop();
        flock.pause();
        flock.setBoids(30);
        flock.advance(2);
    }
    boc::Runtime runtime{{.workers = 2}};
    const std::uint64_t steps = flock.stepsDone();
    flock.attach(runtime);
    const Snapshot snapshot = settledSnapshot(runtime, flock);
    EXPECT_EQ(flock.stepsDone(), steps + 2);
    expectWhole(snapshot, 30);
}

TEST(FlockRuntimes, TwoFlocksShareARuntime)
{
    boc::Runtime runtime{{.workers = 2}};
    const Options options{.parameters = {}, .boids = 150, .seed = 1};
    Flock one(options, manyBands);
    Flock two(options, manyBands);
    one.attach(runtime);
    two.attach(runtime);
    one.advance(100);
    two.advance(100);
    const Snapshot first = settledSnapshot(runtime, one);
    EXPECT_EQ(first, settledSnapshot(runtime, two));
    EXPECT_EQ(first.step, 100u);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

using namespace cownscope::boids;
using namespace cownscope::tests;

TEST(FlockControl, AdvanceMakesExactlySoManySteps)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(Options{}, manyBands);
    flock.attach(runtime);
    std::uint64_t steps = 0;
    for (const std::uint64_t more : {0u, 1u, 2u, 3u, 50u}) {
        flock.advance(more);
        steps += more;
        EXPECT_EQ(settledSnapshot(runtime, flock).step, steps);
        EXPECT_EQ(flock.stepsDone(), steps);
        EXPECT_EQ(flock.boidUpdates(), steps * 300);
    }
    for (int i = 0; i < 20; ++i)
        flock.advance(1);
    EXPECT_EQ(settledSnapshot(runtime, flock).step, steps + 20);
}

TEST(FlockControl, NothingMovesUntilItIsToldTo)
{
    boc::Runtime runtime{{.workers = 2}};
    const Options options;
    Flock flock(options);
    EXPECT_EQ(flock.boids(), 300u);
    flock.attach(runtime);
    const Snapshot snapshot = settledSnapshot(runtime, flock);
    EXPECT_EQ(snapshot.step, 0u);
    EXPECT_EQ(snapshot.x, initialState(options).x);
    EXPECT_EQ(flock.stepsDone(), 0u);
}

TEST(FlockControl, RunsFreelyUntilPaused)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(Options{}, manyBands);
    flock.attach(runtime);
    flock.setFreeRunning(true);
    ASSERT_TRUE(waitForSteps(flock, 20));
    ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + 20));
    flock.pause();
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(60))); // it never would if steps went on
    const std::uint64_t steps = flock.stepsDone();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    EXPECT_EQ(flock.stepsDone(), steps);
    EXPECT_EQ(runtime.inFlight(), 0u);
}

TEST(FlockControl, APauseDropsAllowedSteps)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(Options{}, manyBands);
    flock.attach(runtime);
    flock.advance(UINT64_MAX);
    flock.advance(UINT64_MAX); // as many as there can be
    ASSERT_TRUE(waitForSteps(flock, 5));
    flock.pause();
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(60)));
    const std::uint64_t steps = flock.stepsDone();
    flock.advance(3);
    runtime.quiesce();
    EXPECT_EQ(flock.stepsDone(), steps + 3);
}

TEST(FlockControl, CommandsBeforeTheRuntimeAreKept)
{
    const Options options{.parameters = {}, .boids = 40, .seed = 8};
    Flock flock(Options{}, manyBands);
    flock.reset(options);
    flock.advance(12);
    EXPECT_THROW(flock.snapshot(), std::logic_error);
    boc::Runtime runtime{{.workers = 2}};
    flock.attach(runtime);
    SerialFlock serial(options, manyBands);
    serial.step(12);
    EXPECT_EQ(settledSnapshot(runtime, flock), serial.snapshot());
}

TEST(FlockControl, BadValuesAreRefusedByName)
{
    Options options;
    options.parameters.visualRange = -1;
    EXPECT_THROW(Flock{options}, std::invalid_argument);
    Flock flock{Options{}};
    try {
        flock.setParameters(options.parameters);
        FAIL() << "not refused";
    } catch (const std::invalid_argument &error) {
        EXPECT_NE(std::string(error.what()).find("visualRange"), std::string::npos);
    }
    EXPECT_THROW(flock.setBoids(maxBoids + 1), std::invalid_argument);
    EXPECT_THROW(flock.reset(options), std::invalid_argument);
    boc::Runtime runtime{{.workers = 1}};
    flock.attach(runtime); // what was refused left nothing behind
    flock.advance(1);
    EXPECT_EQ(settledSnapshot(runtime, flock).id.size(), 300u);
}

TEST(FlockControl, AFlockMayGoInFullFlight)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < repeats(50, 10); ++i) {
        Flock flock(Options{}, manyBands);
        flock.attach(runtime);
        flock.setFreeRunning(true);
        waitForSteps(flock, static_cast<std::uint64_t>(i % 4));
    }
    EXPECT_TRUE(runtime.quiesce(std::chrono::seconds(60)));
}

TEST(FlockControl, WorkersAreRecorded)
{
    boc::Runtime runtime{{.workers = 2}};
    RecordingSink sink;
    Flock flock(Options{}, manyBands);
    flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    flock.requestFrame();
    runtime.quiesce();
    flock.advance(1);
    runtime.quiesce();
    flock.requestFrame();
    runtime.quiesce();
    ASSERT_EQ(sink.frames.size(), 2u);
    for (const FramePart &part : sink.frames[0]->parts)
        EXPECT_EQ(part.worker, noWorker);
    for (const FramePart &part : sink.frames[1]->parts)
        EXPECT_LT(part.worker, 2u);
}

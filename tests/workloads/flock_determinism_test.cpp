// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

Snapshot afterSteps(const Options &options, unsigned workers, std::uint64_t steps,
                    const Tuning &tuning = manyBands)
{
    boc::Runtime runtime{{.workers = workers}};
    Flock flock(options, tuning);
    flock.attach(runtime);
    flock.advance(steps);
    Snapshot snapshot = settledSnapshot(runtime, flock);
    EXPECT_EQ(flock.stepsDone(), steps);
    EXPECT_EQ(flock.boidUpdates(), steps * options.boids);
    return snapshot;
}

} // namespace

// The serial flock runs the same code without cowns: it shows what bands that wait only for each
// other must come to.
TEST(FlockDeterminism, AnyNumberOfWorkersGivesTheSameFlock)
{
    const Options options{.parameters = {}, .boids = 500, .seed = 42};
    const std::uint64_t steps = repeats(1000, 100);
    SerialFlock serial(options, manyBands);
    serial.step(steps);
    const Snapshot expected = serial.snapshot();
    ASSERT_EQ(expected.step, steps);
    expectWhole(expected, options.boids);
    for (const unsigned workers : {1u, 2u, 3u, 8u})
        EXPECT_EQ(afterSteps(options, workers, steps), expected) << workers << " workers";
}

TEST(FlockDeterminism, AnyNumberOfBandsGivesTheSameFlock)
{
    const Options options{.parameters = {}, .boids = 1000, .seed = 43};
    const std::uint64_t steps = repeats(300, 50);
    const Snapshot expected = afterSteps(options, 2, steps, {1, 1, 1});
    for (const std::uint32_t bands : {2u, 3u, 7u, 64u})
        EXPECT_EQ(afterSteps(options, 3, steps, {bands, 1, 1}), expected) << bands << " bands";
}

TEST(FlockDeterminism, SeedsMatter)
{
    const Options options{.parameters = {}, .boids = 50, .seed = 1};
    Options other = options;
    other.seed = 2;
    EXPECT_NE(afterSteps(options, 2, 10), afterSteps(other, 2, 10));
}

TEST(FlockDeterminism, StepsInPortionsAreTheSameSteps)
{
    const Options options{.parameters = {}, .boids = 300, .seed = 44};
    const Snapshot expected = afterSteps(options, 2, 60);
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(options, manyBands);
    flock.attach(runtime);
    for (const std::uint64_t portion : {1u, 2u, 3u, 14u, 40u}) {
        flock.advance(portion);
        runtime.quiesce();
    }
    EXPECT_EQ(settledSnapshot(runtime, flock), expected);
}

// Neither frames nor snapshots that are taken meanwhile change anything.
TEST(FlockDeterminism, LookingDoesNotDisturb)
{
    const Options options{.parameters = {}, .boids = 300, .seed = 45};
    const std::uint64_t steps = repeats(400, 60);
    const Snapshot expected = afterSteps(options, 2, steps);
    boc::Runtime runtime{{.workers = 2}};
    RecordingSink sink;
    Flock flock(options, manyBands);
    flock.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    flock.advance(steps);
    for (std::uint64_t seen = 0; seen < steps; seen = flock.stepsDone()) {
        flock.requestFrame();
        flock.snapshot();
        runtime.pump();
        ASSERT_TRUE(waitForSteps(flock, std::min(seen + 1, steps)));
    }
    EXPECT_EQ(settledSnapshot(runtime, flock), expected);
    EXPECT_GT(sink.frames.size(), 0u);
}

// A crowd in a corner is repartitioned again and again as it spreads; the flock does not show it.
TEST(FlockDeterminism, RepartitioningChangesNothing)
{
    Options options{.parameters = {}, .boids = 0, .seed = 46};
    const std::uint32_t boids = 3000;
    const Disk corner{200, 150, 60};
    FlockState state;
    setCount(state, boids, options.parameters, options.seed, corner);
    const std::uint64_t steps = repeats(400, 100);
    SerialFlock serial(options.scene(), state, {1, 1, 1});
    serial.step(steps);
    for (const unsigned workers : {1u, 3u}) {
        boc::Runtime runtime{{.workers = workers}};
        Flock flock(options, {4, 1, 1});
        flock.attach(runtime);
        runtime.quiesce();
        flock.setBoids(boids, corner);
        flock.advance(steps);
        EXPECT_EQ(settledSnapshot(runtime, flock), serial.snapshot()) << workers << " workers";
        EXPECT_GT(flock.workDone().repartitions, 0u);
    }
}

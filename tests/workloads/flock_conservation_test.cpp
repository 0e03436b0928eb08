// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/split_mix.h"
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <vector>

using namespace cownscope;
using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

constexpr std::uint64_t seed = 2026;

Parameters randomParameters(SplitMix &random)
{
    const auto upTo = [&random](float most) { return most * random.unit(); };
    Parameters parameters;
    parameters.worldWidth = 1 + upTo(3000);
    parameters.worldHeight = 1 + upTo(3000);
    parameters.visualRange = 0.1f + upTo(120);
    parameters.separationDistance = upTo(150);
    parameters.centering = upTo(1);
    parameters.separation = upTo(1);
    parameters.matching = upTo(1);
    parameters.speedLimit = upTo(random.unit() < 0.2f ? 1e4f : 60);
    parameters.turnMargin = upTo(800);
    parameters.turnStep = upTo(random.unit() < 0.2f ? 1e4f : 10);
    return parameters;
}

SecondSpecies randomSpecies(SplitMix &random)
{
    const auto upTo = [&random](float most) { return most * random.unit(); };
    return {.share = random.unit(),
            .visualRange = 0.1f + upTo(200),
            .separationDistance = upTo(150),
            .centering = upTo(1),
            .separation = upTo(1),
            .matching = upTo(1),
            .speedLimit = upTo(random.unit() < 0.2f ? 1e4f : 60),
            .avoidance = upTo(1),
            .avoidanceOfFirst = upTo(1)};
}

std::vector<Influence> randomInfluences(SplitMix &random)
{
    std::vector<Influence> influences(random.next() % 20);
    for (Influence &influence : influences) {
        influence = {random.unit() * 3000, random.unit() * 3000, 0.1f + random.unit() * 2000,
                     (random.unit() * 2 - 1) * (random.unit() < 0.2f ? 1e4f : 50)};
    }
    return influences;
}

} // namespace

// Parameters change at any moment while steps are in flight: grids grow, shrink and stay.
TEST(FlockConservation, RandomParametersLoseNobody)
{
    SplitMix random(seed, 0);
    boc::Runtime runtime{{.workers = 2}};
    for (const std::uint32_t boids : {0u, 1u, 2u, 7u, 300u, 5000u}) {
        Flock flock(Options{.parameters = {}, .boids = boids, .seed = seed}, manyBands);
        flock.attach(runtime);
        flock.setFreeRunning(true);
        const int changes = boids == 5000 ? repeats(15, 3) : repeats(60, 10);
        for (int i = 0; i < changes; ++i) {
            flock.setParameters(randomParameters(random));
            ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + random.next() % 4));
            if (i % 5 == 0) {
                flock.pause();
                expectWhole(settledSnapshot(runtime, flock), boids);
                flock.setFreeRunning(true);
            }
        }
        flock.pause();
        expectWhole(settledSnapshot(runtime, flock), boids);
    }
}

// Species come and go and influences move, also over a crowd in one place.
TEST(FlockConservation, RandomScenesLoseNobody)
{
    SplitMix random(seed, 2);
    boc::Runtime runtime{{.workers = 2}};
    for (const std::uint32_t boids : {1u, 40u, 3000u}) {
        Flock flock(Options{.parameters = {}, .boids = 0, .seed = seed}, manyBands);
        flock.attach(runtime);
        flock.setBoids(boids, Disk{100, 100, 1});
        flock.setFreeRunning(true);
        for (int i = 0; i < repeats(40, 8); ++i) {
            flock.setParameters(randomParameters(random));
            flock.setSecondSpecies(random.unit() < 0.7f ? std::optional(randomSpecies(random))
                                                        : std::nullopt);
            flock.setInfluences(randomInfluences(random));
            ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + random.next() % 4));
        }
        flock.pause();
        expectWhole(settledSnapshot(runtime, flock), boids);
    }
}

TEST(FlockConservation, BoidsComeAndGo)
{
    SplitMix random(seed, 1);
    boc::Runtime runtime{{.workers = 3}};
    Flock flock(Options{.parameters = {}, .boids = 100, .seed = seed}, manyBands);
    flock.attach(runtime);
    for (int i = 0; i < repeats(60, 10); ++i) {
        const auto boids = static_cast<std::uint32_t>(random.next() % 2000);
        flock.setFreeRunning(true);
        flock.setBoids(boids);
        ASSERT_TRUE(waitForSteps(flock, flock.stepsDone() + 1 + random.next() % 4));
        flock.pause();
        expectWhole(settledSnapshot(runtime, flock), boids);
        ASSERT_EQ(flock.boids(), boids);
    }
}

// Taken while steps are in flight, a snapshot is one whole step nevertheless, the one that the
// serial flock has at its number.
TEST(FlockConservation, SnapshotsInFullFlightAreWholeSteps)
{
    const Options options{.parameters = {}, .boids = 200, .seed = seed};
    const int wanted = repeats(300, 40);
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(options, manyBands);
    flock.attach(runtime);
    flock.setFreeRunning(true);
    boc::Cown<std::vector<Snapshot>> taken;
    for (int i = 0; i < wanted; ++i) {
        const boc::Cown<Snapshot> snapshot = flock.snapshot();
        runtime.when(taken, boc::read(snapshot))
            << [](auto all, auto one) { all->push_back(*one); };
        if (i % 3 == 0)
            waitForSteps(flock, flock.stepsDone() + 1);
    }
    flock.pause();
    std::vector<Snapshot> snapshots;
    runtime.when(taken) << [&snapshots](auto all) { snapshots = *all; };
    runtime.quiesce();

    ASSERT_EQ(snapshots.size(), static_cast<std::size_t>(wanted));
    SerialFlock serial(options, manyBands);
    Snapshot expected = serial.snapshot();
    for (const Snapshot &snapshot : snapshots) {
        ASSERT_GE(snapshot.step, expected.step);
        serial.step(snapshot.step - expected.step);
        expected = serial.snapshot();
        ASSERT_EQ(snapshot, expected);
    }
    EXPECT_GT(expected.step, static_cast<std::uint64_t>(wanted / 3));
}

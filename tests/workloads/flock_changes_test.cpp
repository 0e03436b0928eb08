// SPDX-License-Identifier: GPL-3.0-or-later
#include "few_boids.h"
#include "flock_support.h"
#include "serial_flock.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

struct Running
{
    explicit Running(const Options &options = {})
        : flock(options, manyBands)
    {
        flock.attach(runtime);
    }

    Snapshot after(std::uint64_t steps)
    {
        flock.advance(steps);
        return settledSnapshot(runtime, flock);
    }

    boc::Runtime runtime{{.workers = 2}};
    Flock flock;
};

} // namespace

TEST(FlockChanges, ParametersTakeEffect)
{
    Running running;
    running.after(5);
    Parameters parameters;
    parameters.speedLimit = 0.5f;
    parameters.turnStep = 0;
    running.flock.setParameters(parameters);
    const Snapshot slow = running.after(1);
    for (std::size_t i = 0; i < slow.id.size(); ++i)
        EXPECT_LE(std::hypot(slow.vx[i], slow.vy[i]), 0.5001f);
}

// With the boids in the order of their ids the next step is that of a flock made from this state.
TEST(FlockChanges, ANewGridGoesOnFromThePresentState)
{
    Running running;
    Snapshot present = running.after(30);
    Parameters parameters;
    parameters.visualRange = 80;
    running.flock.setParameters(parameters);
    SerialFlock serial(Scene{parameters, {}, {}}, stateOf(present), manyBands);
    serial.step(5);
    Snapshot expected = serial.snapshot();
    expected.step += present.step;
    EXPECT_EQ(running.after(5), expected);
}

TEST(FlockChanges, AddedBoidsLeaveThePresentOnesWhereTheyAre)
{
    Running running;
    const Snapshot present = running.after(20);
    running.flock.setBoids(500);
    const Snapshot more = settledSnapshot(running.runtime, running.flock);
    ASSERT_EQ(more.id.size(), 500u);
    EXPECT_EQ(more.step, 20u);
    EXPECT_TRUE(std::equal(present.x.begin(), present.x.end(), more.x.begin()));
    EXPECT_TRUE(std::equal(present.vy.begin(), present.vy.end(), more.vy.begin()));
    const FlockState initial = initialState({.parameters = {}, .boids = 500, .seed = 1});
    EXPECT_TRUE(std::equal(initial.x.begin() + 300, initial.x.end(), more.x.begin() + 300));

    running.flock.setBoids(100);
    const Snapshot fewer = settledSnapshot(running.runtime, running.flock);
    ASSERT_EQ(fewer.id.size(), 100u);
    EXPECT_TRUE(std::equal(fewer.x.begin(), fewer.x.end(), present.x.begin()));
    EXPECT_EQ(running.flock.boids(), 100u);
}

TEST(FlockChanges, NoBoidsAtAllAreFine)
{
    Running running;
    running.flock.setBoids(0);
    EXPECT_EQ(running.after(3).id.size(), 0u);
    EXPECT_EQ(running.flock.stepsDone(), 3u);
    running.flock.setBoids(1);
    EXPECT_EQ(running.after(3).id.size(), 1u);
    EXPECT_EQ(running.flock.boidUpdates(), 3u);
}

TEST(FlockChanges, AResetWithTheSameSeedIsTheSameFlock)
{
    const Options options{.parameters = {}, .boids = 250, .seed = 77};
    Running running(options);
    const Snapshot first = running.after(40);
    running.flock.reset(options);
    EXPECT_EQ(settledSnapshot(running.runtime, running.flock).step, 0u);
    EXPECT_EQ(running.after(40), first);
    EXPECT_EQ(running.flock.stepsDone(), 80u);
    EXPECT_EQ(running.flock.boidUpdates(), 80u * 250);

    Options other = options;
    other.seed = 78;
    running.flock.reset(other);
    EXPECT_NE(running.after(40), first);
}

TEST(FlockChanges, ChangesInFullFlightTakeEffect)
{
    Running running;
    running.flock.setFreeRunning(true);
    ASSERT_TRUE(waitForSteps(running.flock, 3));
    running.flock.setBoids(1000);
    Parameters parameters;
    parameters.worldWidth = 3000;
    running.flock.setParameters(parameters);
    ASSERT_TRUE(waitForSteps(running.flock, running.flock.stepsDone() + 5));
    EXPECT_EQ(running.flock.boids(), 1000u);
    running.flock.pause();
    expectWhole(settledSnapshot(running.runtime, running.flock), 1000);
}

TEST(FlockChanges, PartsFollowTheFlock)
{
    Flock flock(Options{});
    const std::size_t few = flock.parts();
    boc::Runtime runtime{{.workers = 1}};
    flock.attach(runtime);
    flock.setBoids(5000);
    runtime.quiesce();
    EXPECT_GT(flock.parts(), few);
}

// Influences and the rules of a second species change between two steps, without a rebuild.
TEST(FlockChanges, AnInfluenceThatIsDraggedAlongTakesEffectAtOnce)
{
    Running running;
    running.after(5);
    running.flock.setInfluences({{600, 400, 1e5f, 1e4f}});
    const Snapshot fled = running.after(1);
    for (std::size_t i = 0; i < fled.id.size(); ++i)
        EXPECT_GT((fled.x[i] - 600) * fled.vx[i] + (fled.y[i] - 400) * fled.vy[i], 0) << i;
    EXPECT_EQ(fled.step, 6u);
}

TEST(FlockChanges, ASecondSpeciesComesAndGoes)
{
    Running running;
    running.after(5);
    running.flock.setSecondSpecies(SecondSpecies{.speedLimit = 0.25f});
    const Snapshot both = running.after(1);
    for (std::size_t i = 0; i < both.id.size(); ++i) {
        if (isSecond(both.id[i], 0.5f)) {
            EXPECT_LE(std::hypot(both.vx[i], both.vy[i]), 0.25f + 1.5f); // and the turn back
        }
    }
    running.flock.setSecondSpecies({});
    EXPECT_EQ(running.after(1).step, 7u);
}

TEST(FlockChanges, BadScenesAreRefusedWhole)
{
    Running running;
    EXPECT_THROW(running.flock.setInfluences({{0, 0, -1, 0}}), std::invalid_argument);
    EXPECT_THROW(running.flock.setInfluences(std::vector<Influence>(maxInfluences + 1)),
                 std::invalid_argument);
    EXPECT_THROW(running.flock.setSecondSpecies(SecondSpecies{.share = 2}), std::invalid_argument);
    EXPECT_EQ(running.after(1).step, 1u);
}

TEST(FlockChanges, BoidsStartWhereTheyAreWantedHoweverFastTheCommandsCome)
{
    boc::Runtime runtime{{.workers = 2}};
    Flock flock(Options{}, manyBands);
    flock.attach(runtime);
    flock.setBoids(340, Disk{50, 60, 20});
    flock.setBoids(380, Disk{950, 660, 30});
    flock.setBoids(400);
    const Snapshot all = settledSnapshot(runtime, flock);
    const FlockState uniform = initialState({.parameters = {}, .boids = 400, .seed = 1});
    ASSERT_EQ(all.id.size(), 400u);
    for (std::size_t id = 0; id < 400; ++id) {
        if (id >= 300 && id < 340)
            EXPECT_LE(std::hypot(all.x[id] - 50, all.y[id] - 60), 20.01f) << id;
        else if (id >= 340 && id < 380)
            EXPECT_LE(std::hypot(all.x[id] - 950, all.y[id] - 660), 30.01f) << id;
        else
            EXPECT_EQ(all.x[id], uniform.x[id]) << id;
    }
    flock.setBoids(350);
    flock.setBoids(390, Disk{500, 500, 5});
    const Snapshot again = settledSnapshot(runtime, flock);
    for (std::size_t id = 300; id < 350; ++id)
        EXPECT_EQ(again.x[id], all.x[id]) << id;
    for (std::size_t id = 350; id < 390; ++id)
        EXPECT_LE(std::hypot(again.x[id] - 500, again.y[id] - 500), 5.01f) << id;
}

// Nothing but the spawn says that there is something to do.
TEST(FlockChanges, BoidsThatGoAndComeAgainStartOverEvenIfTheirNumberIsTheSameInTheEnd)
{
    Running running;
    for (int i = 0; i < 20; ++i) {
        const Disk disk{static_cast<float>(100 + 50 * i), 400, 5};
        running.flock.advance(2);
        running.flock.setBoids(200);
        running.flock.setBoids(300, disk);
        running.flock.pause();
        const Snapshot state = settledSnapshot(running.runtime, running.flock);
        ASSERT_EQ(state.id.size(), 300u);
        for (std::size_t id = 200; id < 300; ++id)
            ASSERT_LE(std::hypot(state.x[id] - disk.x, state.y[id] - disk.y), 5.01f) << id;
    }
}

TEST(FlockChanges, AnImpossibleBirthplaceIsRefused)
{
    Running running;
    constexpr float none = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THROW(running.flock.setBoids(400, Disk{none, 0, 5}), std::invalid_argument);
    EXPECT_THROW(running.flock.setBoids(400, Disk{0, 0, -1}), std::invalid_argument);
    EXPECT_EQ(running.after(1).id.size(), 300u);
}

TEST(FlockChanges, BoidsStartWhereTheyAreWanted)
{
    Running running;
    running.flock.setBoids(400, Disk{50, 60, 20});
    const Snapshot more = settledSnapshot(running.runtime, running.flock);
    ASSERT_EQ(more.id.size(), 400u);
    for (std::size_t id = 300; id < 400; ++id)
        EXPECT_LE(std::hypot(more.x[id] - 50, more.y[id] - 60), 20.01f);
}

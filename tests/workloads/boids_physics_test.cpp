// SPDX-License-Identifier: GPL-3.0-or-later
#include "few_boids.h"
#include "oracle.h"
#include "serial_flock.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

/// A rule-free world without margins: what a test switches on is all that happens.
Parameters nothing()
{
    Parameters parameters;
    parameters.centering = parameters.separation = parameters.matching = 0;
    parameters.turnMargin = parameters.turnStep = 0;
    parameters.anticipation = 0;
    return parameters;
}

Snapshot stepped(const Parameters &parameters, std::initializer_list<Boid> boids)
{
    SerialFlock flock(Scene{parameters, {}, {}}, stateOf(boids));
    flock.step();
    return flock.snapshot();
}

} // namespace

TEST(BoidsPhysics, ALoneBoidFliesStraight)
{
    Parameters parameters;
    parameters.turnMargin = 0;
    const Snapshot after = stepped(parameters, {{600, 400, 3, -4}});
    EXPECT_EQ(after.vx[0], 3);
    EXPECT_EQ(after.vy[0], -4);
    EXPECT_EQ(after.x[0], 603);
    EXPECT_EQ(after.y[0], 396);
}

TEST(BoidsPhysics, NeighborsAttract)
{
    Parameters parameters = nothing();
    parameters.centering = 0.01f;
    const Snapshot after = stepped(parameters, {{600, 400, 0, 0}, {640, 400, 0, 0}});
    EXPECT_FLOAT_EQ(after.vx[0], 0.2f); // half of 40 (the mean includes the boid itself) · 0.01
    EXPECT_FLOAT_EQ(after.vx[1], -0.2f);
    EXPECT_EQ(after.vy[0], 0);
    EXPECT_FLOAT_EQ(after.x[0], 600.2f);
}

TEST(BoidsPhysics, CloseBoidsRepel)
{
    Parameters parameters = nothing();
    parameters.separation = 0.05f;
    const Snapshot after = stepped(parameters, {{600, 400, 0, 0}, {600, 410, 0, 0}});
    EXPECT_EQ(after.vx[0], 0);
    EXPECT_FLOAT_EQ(after.vy[0], -0.5f);
    EXPECT_FLOAT_EQ(after.vy[1], 0.5f);
}

TEST(BoidsPhysics, BoidsAtTheSeparationDistanceDoNotRepel)
{
    Parameters parameters = nothing();
    parameters.separation = 0.05f;
    const Snapshot after = stepped(parameters, {{600, 400, 0, 0}, {600, 420, 0, 0}});
    EXPECT_EQ(after.vy[0], 0);
    EXPECT_EQ(after.vy[1], 0);
}

TEST(BoidsPhysics, NeighborsAlign)
{
    Parameters parameters = nothing();
    parameters.matching = 0.25f;
    const Snapshot after = stepped(parameters, {{600, 400, 4, 0}, {640, 400, 0, 4}});
    EXPECT_FLOAT_EQ(after.vx[0], 3.5f); // mean 2, a quarter of the way from 4
    EXPECT_FLOAT_EQ(after.vy[0], 0.5f);
    EXPECT_FLOAT_EQ(after.vx[1], 0.5f);
    EXPECT_FLOAT_EQ(after.vy[1], 3.5f);
}

TEST(BoidsPhysics, TheVisualRangeIsACircleWithoutItsBorder)
{
    Parameters parameters = nothing();
    parameters.centering = 0.01f;
    parameters.visualRange = 50;
    EXPECT_EQ(stepped(parameters, {{600, 400, 0, 0}, {630, 440, 0, 0}}).vx[0], 0);
    EXPECT_GT(stepped(parameters, {{600, 400, 0, 0}, {630, 439.9f, 0, 0}}).vx[0], 0);
    EXPECT_EQ(stepped(parameters, {{600, 400, 0, 0}, {645, 445, 0, 0}}).vx[0], 0);
}

TEST(BoidsPhysics, NeighborsAreSeenWhereTheyWillBe)
{
    Parameters parameters = nothing();
    parameters.centering = 0.01f;
    parameters.anticipation = 0.5f;
    const Snapshot after = stepped(parameters, {{600, 400, 6, 0}, {640, 400, 8, 0}});
    EXPECT_FLOAT_EQ(after.vx[0],
                    6.22f); // half of the way to 640 + 0.5 · 8, its own place being 600
    EXPECT_FLOAT_EQ(after.vx[1], 8 - 0.185f);

    parameters.visualRange = 42;
    EXPECT_EQ(stepped(parameters, {{600, 400, 0, 0}, {640, 400, 8, 0}}).vx[0], 0) << "out of sight";
    parameters.visualRange = 1;
    const Snapshot fast = stepped(parameters, {{600, 400, 6, 0}, {900, 400, 0, 6}});
    EXPECT_EQ(fast.vx[0], 6) << "a boid that outruns its own sight still counts itself";
}

TEST(BoidsPhysics, AFlockKeepsFlyingIfItLooksAhead)
{
    const auto meanSpeed = [](float anticipation) {
        Options options;
        options.parameters.anticipation = anticipation;
        SerialFlock flock(options, {64, 1, 1});
        flock.step(500);
        const Snapshot after = flock.snapshot();
        double sum = 0;
        for (std::size_t i = 0; i < after.x.size(); ++i)
            sum += std::hypot(after.vx[i], after.vy[i]);
        return sum / static_cast<double>(after.x.size());
    };
    EXPECT_GT(meanSpeed(Parameters{}.anticipation), 3);
    EXPECT_LT(meanSpeed(0), 1.5);
}

TEST(BoidsPhysics, BoidsTurnBackAtEachMargin)
{
    Parameters parameters = nothing();
    parameters.turnMargin = 200;
    parameters.turnStep = 1;
    const Snapshot after = stepped(parameters,
                                   {{199, 400, 0, 0},
                                    {1001, 400, 0, 0},
                                    {600, 199, 0, 0},
                                    {600, 601, 0, 0},
                                    {200, 200, 0, 0},
                                    {1000, 600, 0, 0},
                                    {-500, 9000, 0, 0}});
    EXPECT_EQ(after.vx, (std::vector<float>{1, -1, 0, 0, 0, 0, 1}));
    EXPECT_EQ(after.vy, (std::vector<float>{0, 0, 1, -1, 0, 0, -1}));
}

TEST(BoidsPhysics, SpeedIsLimitedBeforeTurningBack)
{
    Parameters parameters = nothing();
    parameters.speedLimit = 5;
    parameters.turnMargin = 200;
    parameters.turnStep = 1;
    const Snapshot after = stepped(parameters, {{600, 400, 30, -40}, {100, 400, -30, 40}});
    EXPECT_FLOAT_EQ(after.vx[0], 3);
    EXPECT_FLOAT_EQ(after.vy[0], -4);
    EXPECT_FLOAT_EQ(after.vx[1], -2);
    EXPECT_FLOAT_EQ(after.vy[1], 4);
}

TEST(BoidsPhysics, BoidsOutsideTheWorldStillSeeEachOther)
{
    Parameters parameters = nothing();
    parameters.matching = 0.5f;
    const Snapshot after = stepped(parameters, {{-900, -700, 4, 0}, {-940, -700, 0, 0}});
    EXPECT_FLOAT_EQ(after.vx[0], 3);
    EXPECT_FLOAT_EQ(after.vx[1], 1);
}

// The bound for one step: coordinates near 1200 are rounded to 2^-13, and sums of some ten
// neighbors' differences are exact to about as much.
TEST(BoidsPhysics, EveryStepAgreesWithTheOracle)
{
    for (const std::uint32_t boids : {1u, 2u, 17u, 200u}) {
        for (const float size : {1.0f, 0.3f, 0.02f}) {
            Options options{.parameters = {}, .boids = boids, .seed = 3};
            options.parameters.worldWidth *= size;
            options.parameters.worldHeight *= size;
            SerialFlock flock(options, {64, 1, 1});
            for (int step = 0; step < 60; ++step) {
                const FlockState before = stateOf(flock.snapshot());
                flock.step();
                ASSERT_LT(largestDifference(flock.snapshot(), oracleStep(before, options.scene())),
                          1e-3f)
                    << boids << " boids, step " << step << ", world " << size;
            }
        }
    }
}

// Over many steps rounding differences grow; as long as nobody crosses a range at a different step
// they stay far below what can be seen.
TEST(BoidsPhysics, ASmallFlockFollowsTheOracleForTwentySteps)
{
    const Options options{.parameters = {}, .boids = 100, .seed = 5};
    SerialFlock flock(options, {64, 1, 1});
    FlockState expected = initialState(options);
    for (int step = 0; step < 20; ++step) {
        flock.step();
        expected = oracleStep(expected, options.scene());
    }
    EXPECT_LT(largestDifference(flock.snapshot(), expected), 0.02f);
}

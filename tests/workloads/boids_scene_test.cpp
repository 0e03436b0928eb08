// SPDX-License-Identifier: GPL-3.0-or-later
#include "few_boids.h"
#include "flock_support.h"
#include "oracle.h"
#include "serial_flock.h"

#include <gtest/gtest.h>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

/// Nothing happens but what a test switches on.
Scene stillScene()
{
    Scene scene;
    scene.parameters.centering = scene.parameters.separation = scene.parameters.matching = 0;
    scene.parameters.turnMargin = scene.parameters.turnStep = 0;
    scene.parameters.anticipation = 0;
    return scene;
}

Snapshot stepped(const Scene &scene, std::initializer_list<Boid> boids)
{
    SerialFlock flock(scene, stateOf(boids));
    flock.step();
    return flock.snapshot();
}

/// The least id of the first and of the second species.
std::uint32_t firstId(bool second, float share)
{
    std::uint32_t id = 0;
    while (isSecond(id, share) != second)
        ++id;
    return id;
}

} // namespace

TEST(BoidsScene, AnInfluencePushesAwayUpToItsReach)
{
    Scene scene = stillScene();
    scene.influences = {{600, 400, 100, 8}};
    const Snapshot after =
        stepped(scene, {{650, 400, 0, 0}, {600, 325, 0, 0}, {700, 400, 0, 0}, {600, 400, 0, 0}});
    EXPECT_FLOAT_EQ(after.vx[0], 4); // half way: half of the strength
    EXPECT_EQ(after.vy[0], 0);
    EXPECT_FLOAT_EQ(after.vy[1], -2);
    EXPECT_EQ(after.vx[2], 0) << "at the reach";
    EXPECT_EQ(after.vx[3], 0) << "in the middle there is no direction";
    EXPECT_EQ(after.vy[3], 0);
}

TEST(BoidsScene, ANegativeInfluenceAttracts)
{
    Scene scene = stillScene();
    scene.influences = {{600, 400, 100, -8}};
    EXPECT_FLOAT_EQ(stepped(scene, {{650, 400, 0, 0}}).vx[0], -4);
}

TEST(BoidsScene, InfluencesDoNotBreakTheSpeedLimit)
{
    Scene scene = stillScene();
    scene.influences = {{600, 400, 100, 1e4f}, {610, 400, 100, 1e4f}};
    EXPECT_NEAR(stepped(scene, {{650, 400, 0, 0}}).vx[0], scene.parameters.speedLimit, 1e-4f);
}

// From everywhere, also from outside of the world and over many rows.
TEST(BoidsScene, InfluencesReachEveryRowThatTheyShould)
{
    for (const float y : {-300.0f, 0.0f, 250.0f, 799.0f, 1100.0f}) {
        for (const float reach : {5.0f, 60.0f, 400.0f}) {
            Options options{.parameters = stillScene().parameters, .boids = 400, .seed = 21};
            options.influences = {{500, y, reach, 5}};
            SerialFlock flock(options, manyBands);
            const FlockState before = stateOf(flock.snapshot());
            flock.step();
            EXPECT_LT(largestDifference(flock.snapshot(), oracleStep(before, options.scene())),
                      1e-3f)
                << "y " << y << " reach " << reach;
        }
    }
}

TEST(BoidsScene, SharesAreWhatTheySay)
{
    for (const float share : {0.0f, 0.25f, 0.5f, 1.0f}) {
        int second = 0;
        for (std::uint32_t id = 0; id < 100'000; ++id)
            second += isSecond(id, share) ? 1 : 0;
        EXPECT_NEAR(second, share * 100'000, 500) << share;
    }
}

TEST(BoidsScene, SpeciesFollowTheirOwnKindAndAvoidStrangers)
{
    Scene scene = stillScene();
    scene.parameters.centering = 0.01f;
    scene.second = SecondSpecies{.share = 0.5f,
                                 .centering = 0.03f,
                                 .separation = 0,
                                 .matching = 0,
                                 .avoidance = 0.02f,
                                 .avoidanceOfFirst = 0.05f};
    const std::uint32_t first = firstId(false, 0.5f);
    const std::uint32_t second = firstId(true, 0.5f);
    std::vector<Boid> boids(std::max(first, second) + 1, {0, 0, 0, 0});
    for (std::size_t i = 0; i < boids.size(); ++i)
        boids[i].x = -1000 * static_cast<float>(i); // out of everybody's sight
    boids[first] = {600, 400, 0, 0};
    boids[second] = {640, 400, 0, 0};
    FlockState state;
    for (const Boid &boid : boids) {
        state.x.push_back(boid.x);
        state.y.push_back(boid.y);
        state.vx.push_back(boid.vx);
        state.vy.push_back(boid.vy);
    }
    SerialFlock flock(scene, state);
    flock.step();
    const Snapshot after = flock.snapshot();
    EXPECT_FLOAT_EQ(after.vx[first], -40 * 0.05f);
    EXPECT_FLOAT_EQ(after.vx[second], 40 * 0.02f);
}

// The bound is that of one species, see boids_physics_test.cpp.
TEST(BoidsScene, EveryStepOfTwoSpeciesAgreesWithTheOracle)
{
    for (const float share : {0.1f, 0.5f, 1.0f}) {
        Options options{.parameters = {}, .boids = 200, .seed = 22};
        options.parameters.worldWidth = options.parameters.worldHeight = 300;
        options.second = SecondSpecies{.share = share,
                                       .visualRange = 80,
                                       .separationDistance = 35,
                                       .centering = 0.01f,
                                       .separation = 0.02f,
                                       .matching = 0.1f,
                                       .speedLimit = 8,
                                       .avoidance = 0.03f,
                                       .avoidanceOfFirst = 0.01f};
        options.influences = {{150, 150, 60, 10}, {30, 200, 500, -1}};
        SerialFlock flock(options, manyBands);
        for (int step = 0; step < 60; ++step) {
            const FlockState before = stateOf(flock.snapshot());
            flock.step();
            ASSERT_LT(largestDifference(flock.snapshot(), oracleStep(before, options.scene())),
                      1e-3f)
                << "share " << share << ", step " << step;
        }
    }
}

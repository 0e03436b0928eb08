// SPDX-License-Identifier: GPL-3.0-or-later
#include "serial_flock.h"

#include "scale.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

/// Parameters at the ends of their ranges, in different ways.
std::vector<Parameters> extremes()
{
    Parameters fast;
    fast.speedLimit = fast.turnStep = 1e4f;
    fast.separation = 10;
    fast.separationDistance = 1e5f;
    Parameters sticky;
    sticky.centering = sticky.matching = 1;
    sticky.speedLimit = 1e4f;
    Parameters fleeing; // nothing turns anybody back
    fleeing.turnMargin = 0;
    fleeing.turnStep = 0;
    fleeing.separation = 10;
    fleeing.speedLimit = 1e4f;
    Parameters still;
    still.speedLimit = 0;
    still.turnStep = 0;
    Parameters tiny;
    tiny.worldWidth = tiny.worldHeight = 1;
    tiny.visualRange = 0.1f;
    Parameters wide;
    wide.worldWidth = wide.worldHeight = 1e6f;
    wide.visualRange = 0.1f;
    Parameters nearsighted; // moves farther than it sees
    nearsighted.visualRange = 1;
    nearsighted.speedLimit = 90;
    nearsighted.turnStep = 30;
    return {Parameters{}, fast, sticky, fleeing, still, tiny, wide, nearsighted};
}

} // namespace

TEST(BoidsBand, NobodyIsLostAndAllIsFiniteWhateverTheParameters)
{
    for (const Parameters &parameters : extremes()) {
        ASSERT_EQ(validate(parameters), std::nullopt);
        for (const std::uint32_t boids : {0u, 1u, 2u, 7u, 300u}) {
            SerialFlock flock(Options{parameters, boids, 17}, {64, 1});
            for (int i = 0; i < repeats(40, 8); ++i) {
                flock.step(5);
                expectWhole(flock.snapshot(), boids);
                ASSERT_TRUE(flock.isSorted());
                if (testing::Test::HasFailure())
                    return;
            }
        }
    }
}

TEST(BoidsBand, EverybodyInOneCell)
{
    Options options{.parameters = {}, .boids = 2000, .seed = 4};
    FlockState state = initialState(options);
    std::ranges::fill(state.x, 600.0f);
    std::ranges::fill(state.y, 400.0f);
    SerialFlock flock(options.parameters, state, {64, 1});
    flock.step(3);
    expectWhole(flock.snapshot(), options.boids);
    EXPECT_TRUE(flock.isSorted());
}

TEST(BoidsBand, AFlockDoesNotDependOnItsBands)
{
    const Options options{.parameters = {}, .boids = 1500, .seed = 23};
    SerialFlock whole(options, {1, 1});
    ASSERT_EQ(whole.geometry().bands, 1u);
    whole.step(200);
    for (const std::uint32_t bands : {2u, 3u, 5u, 14u}) {
        SerialFlock divided(options, {bands, 1});
        ASSERT_EQ(divided.geometry().bands, bands);
        divided.step(200);
        EXPECT_EQ(whole.snapshot(), divided.snapshot()) << bands << " bands";
    }
}

// The invariants of Geometry say that this never happens; the kernel holds to them anyway.
TEST(BoidsBand, ABoidThatWouldJumpOverABandStaysInTheNextOne)
{
    const Options options{.parameters = {}, .boids = 64, .seed = 1};
    const Geometry geometry = geometryFor(options.parameters, options.boids, {64, 1});
    ASSERT_GT(geometry.bands, 4u);
    std::vector<SortedBand> bands(geometry.bands);
    std::vector<SortedBand *> pointers;
    for (SortedBand &band : bands)
        pointers.push_back(&band);
    distribute(initialState(options), geometry, 0, pointers);
    Parameters wild = options.parameters;
    wild.turnStep = 1e9f; // far beyond what the grid was made for
    wild.turnMargin = 1e6f;
    wild.worldHeight = 3e6f; // all of them are in the upper margin only
    MovedBand moved;
    const SortedBand *neighborhood[] = {&bands[0], &bands[1], &bands[2]};
    moveBand(neighborhood, 1, StepRules(wild), 0, moved);
    for (std::size_t i = 0; i < moved.boids.count; ++i) {
        EXPECT_GE(moved.cell[i], geometry.firstRow(0) * geometry.columns);
        EXPECT_LT(moved.cell[i], geometry.firstRow(3) * geometry.columns);
    }
    EXPECT_GT(moved.boids.count, 0u);
}

TEST(BoidsBand, CollectingBrokenOffStepsTakesTheNewestOfEachBoid)
{
    SortedBand old;
    SortedBand fresh;
    old.step = 4;
    fresh.step = 5;
    for (SortedBand *band : {&old, &fresh}) {
        band->boids.resize(2);
        band->worker.resize(band->boids.id.size());
    }
    old.boids.id = {0, 1};
    old.boids.x = {10, 11};
    fresh.boids.id = {2, 1};
    fresh.boids.x = {22, 21};
    const SortedBand *bands[] = {&fresh, &old};
    const FlockState state = collect(bands, 3);
    EXPECT_EQ(state.x, (std::vector<float>{10, 21, 22}));
}

TEST(BoidsBand, AddingBoidsKeepsTheOthers)
{
    const FlockState few = initialState({.parameters = {}, .boids = 10, .seed = 9});
    const FlockState many = initialState({.parameters = {}, .boids = 1000, .seed = 9});
    EXPECT_TRUE(std::equal(few.x.begin(), few.x.end(), many.x.begin()));
    EXPECT_TRUE(std::equal(few.vy.begin(), few.vy.end(), many.vy.begin()));
    const FlockState other = initialState({.parameters = {}, .boids = 10, .seed = 10});
    EXPECT_NE(few.x, other.x);
}

TEST(BoidsBand, TheInitialStateIsUniform)
{
    const FlockState state = initialState({.parameters = {}, .boids = 20000, .seed = 1});
    const auto mean = [](const std::vector<float> &values) {
        double sum = 0;
        for (const float value : values)
            sum += double{value};
        return sum / static_cast<double>(values.size());
    };
    EXPECT_NEAR(mean(state.x), 600, 10); // 4 standard errors
    EXPECT_NEAR(mean(state.y), 400, 7);
    EXPECT_NEAR(mean(state.vx), 0, 0.1);
    EXPECT_NEAR(mean(state.vy), 0, 0.1);
    EXPECT_LE(*std::ranges::max_element(state.vx), 5);
    EXPECT_GE(*std::ranges::min_element(state.vx), -5);
    EXPECT_GE(*std::ranges::min_element(state.x), 0);
    EXPECT_LE(*std::ranges::max_element(state.y), 800);
}

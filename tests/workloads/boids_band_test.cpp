// SPDX-License-Identifier: GPL-3.0-or-later
#include "flock_support.h"
#include "serial_flock.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

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
        ASSERT_TRUE(validate(parameters));
        for (const std::uint32_t boids : {0u, 1u, 2u, 7u, 300u}) {
            SerialFlock flock(Options{parameters, boids, 17}, manyBands);
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
    SerialFlock flock(options.scene(), state, manyBands);
    flock.step(3);
    expectWhole(flock.snapshot(), options.boids);
    EXPECT_TRUE(flock.isSorted());
}

TEST(BoidsBand, AFlockDoesNotDependOnItsBands)
{
    const Options options{.parameters = {}, .boids = 1500, .seed = 23};
    SerialFlock whole(options, {1, 1, 1});
    ASSERT_EQ(whole.partition().bands(), 1u);
    whole.step(200);
    for (const std::uint32_t bands : {2u, 3u, 5u, 13u}) {
        SerialFlock divided(options, {bands, 1, 1});
        ASSERT_EQ(divided.partition().bands(), bands);
        divided.step(200);
        EXPECT_EQ(whole.snapshot(), divided.snapshot()) << bands << " bands";
    }
}

TEST(BoidsBand, AFlockDoesNotDependOnItsRepartitions)
{
    const Options options{.parameters = {}, .boids = 1500, .seed = 24};
    SerialFlock whole(options, {1, 1, 1});
    whole.step(100);
    SerialFlock divided(options, {6, 1, 1});
    for (int i = 0; i < 20; ++i) {
        divided.step(5);
        divided.repartition();
        ASSERT_TRUE(divided.isSorted());
    }
    EXPECT_EQ(whole.snapshot(), divided.snapshot());
}

// The edges hold what a band has given away; until the next band is finished, nothing else does.
TEST(BoidsBand, GatheringInterruptedStepsTakesTheNewestOfEachBoid)
{
    BandMemory memory;
    SortedBand old;
    SortedBand fresh;
    BandEdges edges;
    old.step = 4;
    fresh.step = edges.step = 5;
    for (SortedBand *band : {&old, &fresh}) {
        band->boids = memory.take(2);
        band->boids->resize(2);
    }
    old.boids->id = {0, 1};
    old.boids->x = {10, 11};
    fresh.boids->id = {2, 1};
    fresh.boids->x = {22, 21};
    edges.below.reserveMore(1);
    edges.below.add(33, 0, 0, 0, 3, 0);
    const SortedBand *bands[] = {&fresh, &old};
    const BandEdges *edgesOfBands[] = {&edges};
    EXPECT_EQ(gather(bands, edgesOfBands, 4).x, (std::vector<float>{10, 21, 22, 33}));
}

TEST(BandMemory, KeepsWhatIsNeededAgainAndAgainAndNothingElse)
{
    const BandMemory memory;
    std::vector<std::shared_ptr<BoidArrays>> taken;
    taken.reserve(60);
    for (int i = 0; i < 60; ++i)
        taken.push_back(memory.take(100));
    EXPECT_EQ(memory.idle(), 0u);
    taken.clear();
    EXPECT_EQ(memory.idle(), 60u);
    for (int i = 0; i < 10'000; ++i) {
        const auto first = memory.take(100);
        const auto second = memory.take(100);
    }
    EXPECT_EQ(memory.idle(), 2u);
}

TEST(BandMemory, ReleasesWhatIsIdle)
{
    const BandMemory memory;
    const auto taken = memory.take(100);
    memory.take(100).reset();
    ASSERT_EQ(memory.idle(), 1u);
    memory.releaseIdle();
    EXPECT_EQ(memory.idle(), 0u);
}

TEST(BoidsBand, NewBoidsBeginWithinTheirBirthplace)
{
    FlockState state = initialState({.parameters = {}, .boids = 10, .seed = 9});
    const FlockState before = state;
    const Disk disk{300, 200, 25};
    setCount(state, 1000, {}, 9, disk);
    EXPECT_TRUE(std::equal(before.x.begin(), before.x.end(), state.x.begin()));
    int inner = 0;
    for (std::size_t id = 10; id < 1000; ++id) {
        const float distance = std::hypot(state.x[id] - disk.x, state.y[id] - disk.y);
        ASSERT_LE(distance, disk.radius * 1.0001f);
        inner += distance < disk.radius / 2 ? 1 : 0;
    }
    EXPECT_NEAR(inner, 990 / 4.0, 60); // a quarter of the area
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

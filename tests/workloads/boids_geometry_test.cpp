// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/split_mix.h"
#include "workloads/boids/geometry.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace cownscope;
using namespace cownscope::boids;

namespace {

Parameters randomParameters(SplitMix &random)
{
    const auto between = [&random](float least, float most) {
        return least * std::pow(most / least, random.unit());
    };
    Parameters parameters;
    parameters.worldWidth = between(1, 1e6f);
    parameters.worldHeight = between(1, 1e6f);
    parameters.visualRange = between(0.1f, 1e5f);
    parameters.speedLimit = between(1e-3f, 1e4f);
    parameters.turnStep = between(1e-3f, 1e4f);
    parameters.anticipation = random.unit();
    return parameters;
}

} // namespace

TEST(BoidsGeometry, CellsAreFewEnoughForTheFlock)
{
    SplitMix random(8, 0);
    for (int i = 0; i < 2000; ++i) {
        const auto boids = static_cast<std::uint32_t>(random.next() % 100000);
        const Geometry geometry = geometryFor({randomParameters(random), {}, {}}, boids);
        EXPECT_LE(std::uint64_t{geometry.rows} * geometry.columns,
                  std::max<std::uint64_t>(1024, 2 * boids));
    }
}

TEST(BoidsGeometry, NeitherNeighborsNorMovesGoBeyondTheNextCell)
{
    SplitMix random(9, 0);
    for (int i = 0; i < 200; ++i) {
        const Parameters parameters = randomParameters(random);
        const Geometry geometry = geometryFor({parameters, {}, {}}, 1 << 20);
        const float move = parameters.speedLimit + parameters.turnStep;
        const float reach = std::max(parameters.visualRange + parameters.anticipation * move, move);
        for (int j = 0; j < 1000; ++j) {
            const float y = (random.unit() * 3 - 1) * parameters.worldHeight;
            const float other = y + (random.unit() * 2 - 1) * reach;
            const std::int64_t row = geometry.rowOf(y);
            ASSERT_LE(std::abs(row - std::int64_t{geometry.rowOf(other)}), 1)
                << y << " " << other << " reach " << reach;
            const float x = (random.unit() * 3 - 1) * parameters.worldWidth;
            const float beside = x + (random.unit() * 2 - 1) * reach;
            const std::int64_t column = geometry.columnOf(x);
            ASSERT_LE(std::abs(column - std::int64_t{geometry.columnOf(beside)}), geometry.reach)
                << x << " " << beside << " reach " << reach;
        }
    }
}

TEST(BoidsGeometry, BordersReachOutwards)
{
    const Geometry geometry = geometryFor({}, 300);
    EXPECT_EQ(geometry.columnOf(-1e30f), 0u);
    EXPECT_EQ(geometry.columnOf(-0.0f), 0u);
    EXPECT_EQ(geometry.columnOf(1e30f), geometry.columns - 1);
    EXPECT_EQ(geometry.rowOf(1e30f), geometry.rows - 1);
}

TEST(BoidsGeometry, AWorldSmallerThanACellIsOneCell)
{
    Parameters parameters;
    parameters.worldWidth = parameters.worldHeight = 10;
    const Geometry geometry = geometryFor({parameters, {}, {}}, 5000);
    EXPECT_EQ(geometry.rows, 1u);
    EXPECT_EQ(geometry.columns, 1u);
}

TEST(BoidsGeometry, TheFasterAndFartherSeeingSpeciesCounts)
{
    Scene scene;
    const Geometry one = geometryFor(scene, 300);
    scene.second.emplace();
    EXPECT_EQ(geometryFor(scene, 300), one);
    scene.second->visualRange = 2 * scene.parameters.visualRange;
    const Geometry farther = geometryFor(scene, 300);
    EXPECT_LT(farther.rows, one.rows);
    scene.second->speedLimit = 400;
    EXPECT_LT(geometryFor(scene, 300).rows, farther.rows);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/neighbors.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

using namespace cownscope::lab;

namespace {

double bruteForce(const std::vector<float> &x, const std::vector<float> &y, float range)
{
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = 0; j < x.size(); ++j) {
            const float dx = x[j] - x[i];
            const float dy = y[j] - y[i];
            pairs += i != j && dx * dx + dy * dy < range * range ? 1u : 0u;
        }
    }
    return static_cast<double>(pairs) / static_cast<double>(x.size());
}

} // namespace

TEST(Neighbors, OfNobodyAreUnknownAndOfOneAreNone)
{
    EXPECT_FALSE(meanNeighbors({}, {}, 10));
    EXPECT_EQ(meanNeighbors(std::vector{1.0f}, std::vector{1.0f}, 10), 0.0);
}

TEST(Neighbors, AreNearerThanTheRange)
{
    const std::vector y{0.0f, 0.0f, 0.0f};
    EXPECT_EQ(meanNeighbors(std::vector{0.0f, 9.9f, 30.0f}, y, 10), 2.0 / 3);
    EXPECT_EQ(meanNeighbors(std::vector{0.0f, 10.0f, 30.0f}, y, 10), 0.0);
    EXPECT_EQ(meanNeighbors(std::vector{5.0f, 5.0f, 5.0f}, y, 10), 2.0);
}

TEST(Neighbors, OfSomeAreNearlyThoseOfAll)
{
    std::mt19937 generator(20240612);
    std::uniform_real_distribution<float> position(0, 1000);
    std::vector<float> x(20000);
    std::vector<float> y(20000);
    for (std::size_t i = 0; i < x.size(); ++i) {
        x[i] = position(generator);
        y[i] = i % 2 == 0 ? position(generator) : position(generator) / 10; // a crowd and the rest
    }
    const double all = meanNeighbors(x, y, 20).value();
    EXPECT_EQ(meanNeighbors(x, y, 20, 20000), all);
    const double some = meanNeighbors(x, y, 20, 2000).value();
    EXPECT_NE(some, all);
    EXPECT_NEAR(some, all, 0.05 * all);
    const std::vector<float> here(1000, 5.0f);
    EXPECT_EQ(meanNeighbors(here, here, 1, 7), 999.0) << "everybody is a neighbor, nobody his own";
}

TEST(Neighbors, CountingIsGivenUpWhenItIsNotWanted)
{
    const std::vector<float> here(1000, 5.0f);
    int asked = 0;
    EXPECT_EQ(meanNeighbors(here, here, 1, 1000, [&] { return ++asked < 10; }), std::nullopt);
    EXPECT_EQ(asked, 10);
}

TEST(Neighbors, AgreeWithTryingAllPairs)
{
    std::mt19937 generator(20240611);
    for (const float extent : {15.0f, 120.0f, 1000.0f}) {
        std::uniform_real_distribution<float> position(-extent, extent);
        std::vector<float> x(400);
        std::vector<float> y(400);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = position(generator);
            y[i] = position(generator);
        }
        EXPECT_EQ(meanNeighbors(x, y, 50), bruteForce(x, y, 50)) << extent;
    }
}

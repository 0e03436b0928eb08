// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/noise_floor.h"
#include "normal_values.h"

#include <gtest/gtest.h>

#include <array>

using namespace cownscope;
using namespace cownscope::lab;

TEST(NoiseFloor, NeedsFourValues)
{
    EXPECT_FALSE(noiseFloor({}));
    EXPECT_FALSE(noiseFloor(std::array{99.0, 100.0, 101.0}));
    EXPECT_TRUE(noiseFloor(std::array{99.0, 100.0, 101.0, 102.0}));
}

TEST(NoiseFloor, NeedsAMedianAboveZero)
{
    EXPECT_FALSE(noiseFloor(std::array{0.0, 0.0, 0.0, 8.0}));
}

TEST(NoiseFloor, OfEqualValuesIsZero)
{
    EXPECT_EQ(noiseFloor(std::array{5.0, 5.0, 5.0, 5.0, 5.0}), 0.0);
}

// Two of three ways to halve these make 95 and 105 of them, the third 100 and 100.
TEST(NoiseFloor, IsAShareOfTheMedian)
{
    EXPECT_DOUBLE_EQ(noiseFloor(std::array{90.0, 100.0, 100.0, 110.0}).value_or(-1), 0.1);
}

// Of the ten ways to take two of these, two have the largest distance, 2.5.
TEST(NoiseFloor, OfAnOddNumberUsesAllValues)
{
    EXPECT_DOUBLE_EQ(noiseFloor(std::array{1.0, 2.0, 3.0, 4.0, 5.0}).value_or(-1), 2.5 / 3);
}

// With one wild value of twenty, halves differ wildly, but their medians do not.
TEST(NoiseFloor, IgnoresAWildValue)
{
    SplitMix random(1, 0);
    auto values = test::normalValues(random, 20, 100, 1);
    values[7] = 10;
    const double floor = noiseFloor(values).value_or(-1);
    EXPECT_GT(floor, 0.002);
    EXPECT_LT(floor, 0.02);
}

TEST(NoiseFloor, IsTheSameForTheSameSeed)
{
    SplitMix random(2, 0);
    const auto values = test::normalValues(random, 15, 100, 1);
    EXPECT_EQ(noiseFloor(values, {.seed = 3}), noiseFloor(values, {.seed = 3}));
    EXPECT_NE(noiseFloor(values, {.splits = 30, .seed = 3}),
              noiseFloor(values, {.splits = 30, .seed = 4}));
}

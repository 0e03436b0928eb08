// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/robust.h"

#include <gtest/gtest.h>

#include <array>

using namespace cownscope::lab;

TEST(Robust, OfNothingIsNothing)
{
    EXPECT_FALSE(median({}));
    EXPECT_FALSE(medianAbsoluteDeviation({}));
    EXPECT_FALSE(quantile({}, 0.5));
}

TEST(Robust, OfOneValueIsThatValue)
{
    EXPECT_EQ(median(std::array{7.5}), 7.5);
    EXPECT_EQ(medianAbsoluteDeviation(std::array{7.5}), 0.0);
    EXPECT_EQ(quantile(std::array{7.5}, 0.9), 7.5);
}

TEST(Robust, MedianIsTheMiddleOrTheMeanOfTheMiddleTwo)
{
    EXPECT_EQ(median(std::array{9.0, 1.0, 5.0}), 5.0);
    EXPECT_EQ(median(std::array{9.0, 1.0, 5.0, 6.0}), 5.5);
}

// The example of https://en.wikipedia.org/wiki/Median_absolute_deviation
TEST(Robust, DeviationIsTheMedianDistanceAndNotScaled)
{
    const std::array values{1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0};
    EXPECT_EQ(median(values), 2.0);
    EXPECT_EQ(medianAbsoluteDeviation(values), 1.0);
}

// From statistics.quantiles(values, n=…, method="inclusive") of Python, which is R's type 7 too.
TEST(Robust, QuantileIsOfTypeSeven)
{
    const std::array values{86.0, 34.5, 12.0, 99.0, 51.25, 47.0, 63.0};
    const auto expectNear = [&](double probability, double expected) {
        EXPECT_NEAR(quantile(values, probability).value_or(-1), expected, 1e-12) << probability;
    };
    expectNear(0.025, 15.375);
    expectNear(0.1, 25.5);
    expectNear(0.2, 37.0);
    expectNear(0.5, 51.25);
    expectNear(0.6, 58.3);
    expectNear(0.9, 91.2);
    expectNear(0, 12);
    expectNear(1, 99);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/bootstrap.h"
#include "normal_values.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

using Values = std::vector<double>;

} // namespace

TEST(Bootstrap, OfFewerThanTwoValuesIsNothing)
{
    EXPECT_FALSE(bootstrapMean({}));
    EXPECT_FALSE(bootstrapMean(std::array{3.0}));
    EXPECT_FALSE(bootstrapMedianRatio(std::array{3.0}, std::array{3.0, 4.0}));
    EXPECT_FALSE(bootstrapMedianRatio(std::array{3.0, 4.0}, std::array{3.0}));
    EXPECT_FALSE(bootstrapMean(std::array{3.0, 4.0}, {.resamples = 0}));
}

TEST(Bootstrap, OfEqualValuesIsThatValue)
{
    EXPECT_EQ(bootstrapMean(Values(5, 8.0)), (Interval{8, 8}));
    EXPECT_EQ(bootstrapMedianRatio(Values(5, 8.0), Values(4, 2.0)), (Interval{0.25, 0.25}));
}

// Both from an implementation in Python, whose numbers have no size: the same on every machine.
TEST(Bootstrap, IsTheSameEverywhere)
{
    const auto mean = bootstrapMean(std::array{91.9, 95.2, 90.4, 97.7, 93.1, 94.6, 92.3},
                                    {.resamples = 1000, .seed = 7});
    ASSERT_TRUE(mean);
    EXPECT_NEAR(mean->low, 91.97142857142856, 1e-9);
    EXPECT_NEAR(mean->high, 95.23, 1e-9);
    const auto ratio =
        bootstrapMedianRatio(std::array{100.0, 102.0, 98.5, 101.2, 99.1},
                             std::array{90.2, 92.8, 91.1, 89.4}, {.resamples = 1000, .seed = 7});
    ASSERT_TRUE(ratio);
    EXPECT_NEAR(ratio->low, 0.8848039215686274, 1e-9);
    EXPECT_NEAR(ratio->high, 0.9335025380710659, 1e-9);
}

TEST(Bootstrap, DependsOnTheSeed)
{
    SplitMix random(1, 0);
    const auto values = test::normalValues(random, 30, 100, 1);
    EXPECT_EQ(bootstrapMean(values, {.seed = 3}), bootstrapMean(values, {.seed = 3}));
    EXPECT_NE(bootstrapMean(values, {.seed = 3}), bootstrapMean(values, {.seed = 4}));
}

// All 5^5 resamples gone through: the quantiles 0.025 and 0.975 of their means are 4.4 and 10.6,
// and neighbors are 0.2 away.
TEST(Bootstrap, IsNearWhatAllResamplesSay)
{
    const auto interval = bootstrapMean(std::array{3.0, 5.0, 6.0, 9.0, 13.0});
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->low, 4.4, 0.21);
    EXPECT_NEAR(interval->high, 10.6, 0.21);
}

TEST(Bootstrap, OfARatioNeedsABaseAboveZero)
{
    EXPECT_FALSE(bootstrapMedianRatio(std::array{0.0, 2.0, 3.0}, std::array{1.0, 2.0}));
    EXPECT_EQ(bootstrapMedianRatio(std::array{2.0, 2.0}, std::array{0.0, 0.0}), (Interval{0, 0}));
}

// With ten normal values 90 % are to be expected of this kind of interval (see the header).
TEST(Bootstrap, CoversTheTrueMeanMostOfTheTime)
{
    constexpr int trials = 400;
    SplitMix random(5, 0);
    int covered = 0;
    for (int i = 0; i < trials; ++i) {
        const auto values = test::normalValues(random, 10, 100, 3);
        const auto interval = bootstrapMean(values, {.resamples = 1000});
        covered += interval->contains(100) ? 1 : 0;
    }
    EXPECT_GE(covered, trials * 85 / 100);
    EXPECT_LE(covered, trials * 95 / 100);
}

TEST(Bootstrap, OfARatioCoversTheTrueRatioMostOfTheTime)
{
    constexpr int trials = tests::repeats(200, 50);
    SplitMix random(6, 0);
    int covered = 0;
    for (int i = 0; i < trials; ++i) {
        const auto base = test::normalValues(random, 10, 100, 3);
        const auto other = test::normalValues(random, 12, 150, 3);
        const auto interval = bootstrapMedianRatio(base, other, {.resamples = 1000});
        covered += interval->contains(1.5) ? 1 : 0;
    }
    EXPECT_GE(covered, trials * 88 / 100);
    EXPECT_LT(covered, trials);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/rank_test.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

using namespace cownscope::lab;

namespace {

using Values = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

void expectTest(const std::optional<RankTest> &test, double u, double p, double tolerance = 1e-12)
{
    ASSERT_TRUE(test);
    EXPECT_EQ(test->u, u);
    EXPECT_NEAR(test->p, p, tolerance);
}

} // namespace

TEST(RankTest, OfNothingIsNothing)
{
    EXPECT_FALSE(rankTest({}, std::array{1.0}));
    EXPECT_FALSE(rankTest(std::array{1.0}, {}));
}

// The example in the documentation of scipy.stats.mannwhitneyu, both methods.
TEST(RankTest, IsThatOfSciPysExample)
{
    const Values males{19, 22, 16, 29, 24};
    const Values females{20, 11, 17, 12};
    const auto exact = rankTest(males, females);
    expectTest(exact, 17, 0.1111111111111111);
    EXPECT_TRUE(exact->exact);
    const auto approximate = rankTest(males, females, RankTestMethod::Approximate);
    expectTest(approximate, 17, 0.11134688653314041);
    EXPECT_FALSE(approximate->exact);
    expectTest(rankTest(females, males), 3, 0.1111111111111111);
}

// The two-sample example of R's help page of wilcox.test (Hollander and Wolfe, 1973, p. 69), where
// W = 35 and the one-sided p is 0.1272; both two-sided p with 13 digits are in SciPy's tests, from
// R.
TEST(RankTest, IsThatOfRsExample)
{
    const Values x{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    const Values y{1.15, 0.88, 0.90, 0.74, 1.21};
    expectTest(rankTest(x, y), 35, 0.2544122544123);
    expectTest(rankTest(x, y, RankTestMethod::Approximate), 35, 0.244623605127);
}

// From R, in SciPy's tests (test_mannwhitneyu.py, cases_basic).
TEST(RankTest, OfSizesThatDifferMuch)
{
    const Values x{210.052110, 110.190630, 307.918612};
    const Values y{436.08811482466416, 416.37397329768191, 179.96975939463582, 197.8118754228619,
                   34.038757281225756, 138.54220550921517, 128.7769351470246,  265.92721427951852,
                   275.6617533155341,  592.34083395416258, 448.73177590617018, 300.61495185038905,
                   187.97508449019588};
    expectTest(rankTest(x, y), 16, 0.7035714285714, 1e-12);
    expectTest(rankTest(x, y, RankTestMethod::Approximate), 16, 0.6865041817876, 1e-12);
    expectTest(rankTest(y, x), 23, 0.7035714285714, 1e-12);
}

// All orders of two samples gone through one by one: 12 of 1716 and 19 of 12870 in the tail.
TEST(RankTest, CountsWhatGoingThroughAllOrdersCounts)
{
    expectTest(rankTest(Values{105.1, 98.2, 101.7, 99.9, 103.3, 97.4, 100.8},
                        Values{96.1, 94.8, 99.0, 95.5, 98.7, 93.2}),
               38, 24.0 / 1716);
    expectTest(rankTest(Values{3.1, 5.2, 4.4, 9.9, 7.5, 6.3, 8.8, 2.7},
                        Values{12.1, 11.4, 10.6, 5.9, 13.3, 9.1, 14.0, 15.2}),
               5, 38.0 / 12870);
}

TEST(RankTest, InTheMiddleIsOneAndNotMore)
{
    expectTest(rankTest(Values{1, 2, 3}, Values{1.5, 2.5}), 3, 1);
    expectTest(rankTest(Values{1, 2, 3}, Values{1.5, 2.5}, RankTestMethod::Approximate), 3, 1);
}

// From wilcox.test(x, y, exact=FALSE) in R, in SciPy's tests (test_tie_correct, cases_11355).
TEST(RankTest, WithTiesIsApproximateAndCorrected)
{
    const auto test = rankTest(Values{1, 2, 3, 4}, Values{1, 2, 3, 4, 5});
    expectTest(test, 8, 0.7086240584439);
    EXPECT_FALSE(test->exact);
    expectTest(rankTest(Values{1, 2, 3, 4}, Values{1, 1.99, 3, 3.99, 5}), 9, 0.9017048037317);
    expectTest(rankTest(Values{1, 2, 3, 4}, Values{1, 2, 3.01, 4, 5}), 7.5, 0.6197963884941);
    expectTest(rankTest(Values{1, 2, 3, 4}, Values{3, 6, 7, 8, infinity, 3, 2, 1, 4, 4, 5}), 10,
               0.1297704873477);
    expectTest(rankTest(Values{1, infinity, infinity, 4},
                        Values{3, 6, 7, 8, infinity, infinity, 2, 1, 4, 4, 5}),
               24.5, 0.7912517950119);
}

TEST(RankTest, OfEqualValuesShowsNothing)
{
    expectTest(rankTest(Values(5, 3.0), Values(6, 3.0)), 15, 1);
    expectTest(rankTest(Values{1}, Values{1}), 0.5, 1);
}

TEST(RankTest, IsApproximateForLargeSamples)
{
    Values low;
    Values high;
    for (int i = 0; i < 20; ++i) {
        low.push_back(i);
        high.push_back(100 + i);
    }
    EXPECT_TRUE(rankTest(low, high)->exact);
    low.push_back(20);
    EXPECT_FALSE(rankTest(low, high)->exact);
    EXPECT_LT(rankTest(low, high)->p, 1e-6);
}

TEST(RankTest, SaysWhatTheSizesCanShow)
{
    EXPECT_DOUBLE_EQ(smallestRankTestP(4, 4), 2.0 / 70);
    EXPECT_DOUBLE_EQ(smallestRankTestP(3, 5), 2.0 / 56);
    EXPECT_DOUBLE_EQ(smallestRankTestP(20, 20), 2.0 / 137846528820);
    EXPECT_EQ(smallestRankTestP(1, 1), 1);
    EXPECT_EQ(smallestRankTestP(0, 9), 1);
    EXPECT_DOUBLE_EQ(rankTest(Values{1, 2, 3}, Values{2, 3, 4, 5, 6})->smallestP, 2.0 / 56);
    EXPECT_EQ(rankTestSizeNeeded(0.05), 4u);
    EXPECT_EQ(rankTestSizeNeeded(0.01), 5u);
    EXPECT_EQ(rankTestSizeNeeded(1.1), 1u);
}

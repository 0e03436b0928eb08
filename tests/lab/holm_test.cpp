// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/holm.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

using namespace cownscope::lab;

namespace {

void expectNear(const std::vector<double> &corrected, const std::vector<double> &expected)
{
    ASSERT_EQ(corrected.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_NEAR(corrected[i], expected[i], 1e-12) << i;
}

} // namespace

TEST(Holm, IsWhatRSays)
{
    expectNear(holm(std::array{0.01, 0.04, 0.03, 0.005}), {0.03, 0.06, 0.06, 0.02});
    expectNear(holm(std::array{0.016, 0.4, 0.7}), {0.048, 0.8, 0.8});
    expectNear(holm(std::array{0.5, 0.6, 0.9}), {1, 1, 1});
}

TEST(Holm, LeavesASingleTestAlone)
{
    expectNear(holm(std::array{0.03}), {0.03});
    EXPECT_TRUE(holm({}).empty());
}

TEST(Holm, GivesEqualOnesTheSame)
{
    expectNear(holm(std::array{0.02, 0.02}), {0.04, 0.04});
}

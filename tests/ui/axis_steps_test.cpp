// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/axis_steps.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cownscope::ui {
namespace {

TEST(AxisSteps, StepsAreOneTwoFive)
{
    for (double largest = 1e-6; largest < 1e12; largest *= 1.37) {
        const AxisRange range = niceRange(largest);
        const double mantissa =
            range.step / std::pow(10.0, std::floor(std::log10(range.step) + 1e-9));
        EXPECT_TRUE(std::abs(mantissa - 1) < 1e-6 || std::abs(mantissa - 2) < 1e-6
                    || std::abs(mantissa - 5) < 1e-6)
            << largest << " gives step " << range.step;
        EXPECT_GE(range.top, largest * (1 - 1e-9));
        EXPECT_LE(range.top - range.step, largest) << "one step too many for " << largest;
        EXPECT_GE(range.ticks(), 3);
        EXPECT_LE(range.ticks(), 5);
        EXPECT_NEAR(range.step * (range.ticks() - 1), range.top, range.top * 1e-9);
    }
}

TEST(AxisSteps, KnownRanges)
{
    EXPECT_EQ(niceRange(4), (AxisRange{4, 1}));
    EXPECT_EQ(niceRange(60), (AxisRange{60, 20}));
    EXPECT_EQ(niceRange(100), (AxisRange{100, 50}));
    EXPECT_EQ(niceRange(2300), (AxisRange{3000, 1000}));
}

TEST(AxisSteps, NothingToShowIsARangeToo)
{
    for (const double value : {0.0, -3.0, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_GT(niceRange(value).top, 0);
}

TEST(SteadyRange, GrowsAtOnceAndShrinksLate)
{
    SteadyRange range{10};
    const double start = range.range().top;
    EXPECT_FALSE(range.update(start * 0.9));
    EXPECT_TRUE(range.update(1000));
    const double grown = range.range().top;
    EXPECT_GE(grown, 1000);
    int ticks = 0;
    while (range.range().top == grown && ticks < 1000) {
        range.update(5);
        ++ticks;
    }
    EXPECT_GE(ticks, 10) << "fidgets";
    EXPECT_LE(ticks, 100) << "never comes down";
    EXPECT_GE(range.range().top, 10) << "below its least top";
}

TEST(SteadyRange, StaysWhileValuesWobble)
{
    SteadyRange range{1};
    range.update(60);
    int changes = 0;
    for (int tick = 0; tick < 600; ++tick)
        changes += range.update(50 + (tick % 20)) ? 1 : 0;
    EXPECT_LE(changes, 1);
}

} // namespace
} // namespace cownscope::ui

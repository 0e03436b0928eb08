// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/frame_flow.h"
#include "ui/simulation/rate_window.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(RateWindow, DividesByTheTimeThatPassed)
{
    RateWindow window{5};
    EXPECT_TRUE(window.rates(5).empty());
    window.add(10.0, {100, 0});
    EXPECT_EQ(window.rates(5), (std::vector<double>{0, 0}));
    window.add(10.5, {150, 0});
    window.add(11.0, {300, 8});
    EXPECT_EQ(window.rates(5), (std::vector<double>{200, 8}));
    EXPECT_EQ(window.rates(1), (std::vector<double>{300, 16}));
}

TEST(RateWindow, ForgetsWhatIsTooOld)
{
    RateWindow window{2};
    for (int i = 0; i < 10; ++i)
        window.add(i, {i < 5 ? 0.0 : 10.0 * i});
    EXPECT_EQ(window.rates(9), (std::vector<double>{10}));
}

TEST(RateWindow, SaysNothingFromTooShortATime)
{
    RateWindow window{5};
    window.add(1.000, {0});
    window.add(1.001, {50});
    EXPECT_FALSE(window.hasRates());
    EXPECT_EQ(window.rates(5), (std::vector<double>{0}));
    window.add(1.5, {50});
    EXPECT_TRUE(window.hasRates());
    EXPECT_EQ(window.rates(5), (std::vector<double>{100}));
}

TEST(RateWindow, StartsAnewWithOtherCounters)
{
    RateWindow window{5};
    window.add(1, {1'000'000});
    window.add(2, {5, 5});
    EXPECT_EQ(window.rates(5), (std::vector<double>{0, 0}));
    window.clear();
    EXPECT_TRUE(window.rates(5).empty());
}

TEST(Pacer, KeepsTheSpeedOverManyTicks)
{
    for (const double speed : {1.0, 7.0, 60.0, 1000.0}) {
        Pacer pacer;
        pacer.setStepsPerSecond(speed);
        std::uint64_t steps = 0;
        for (int tick = 0; tick < 625; ++tick) // ten seconds of 16 ms
            steps += pacer.stepsDue(0.016, 0);
        EXPECT_NEAR(static_cast<double>(steps), 10 * speed, 1.0 + 0.01 * speed);
    }
}

TEST(Pacer, DropsWhatWorkersCannotDo)
{
    Pacer pacer;
    pacer.setStepsPerSecond(60);
    EXPECT_EQ(pacer.stepsDue(10.0, 0), 6u) << "a tenth of a second is made up for at most";
    EXPECT_EQ(pacer.stepsDue(0.1, 6), 0u) << "enough is outstanding";
    EXPECT_LE(pacer.stepsDue(0.016, 0), 1u) << "what was dropped must not come back";
}

TEST(Pacer, SlowSpeedsStepToo)
{
    Pacer pacer;
    pacer.setStepsPerSecond(1);
    std::uint64_t steps = 0;
    for (int tick = 0; tick < 200; ++tick)
        steps += pacer.stepsDue(0.016, 0);
    EXPECT_EQ(steps, 3u);
}

} // namespace
} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/quantity_text.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

std::string plain(QString text)
{
    return text.replace(QChar::Nbsp, u' ').toStdString();
}

TEST(QuantityText, ThreeDigitsAndAPrefix)
{
    EXPECT_EQ(plain(siText(0)), "0");
    EXPECT_EQ(plain(siText(0.25)), "0.25");
    EXPECT_EQ(plain(siText(7.5)), "7.5");
    EXPECT_EQ(plain(siText(59.96)), "60");
    EXPECT_EQ(plain(siText(999)), "999");
    EXPECT_EQ(plain(siText(999.7)), "1.00 k");
    EXPECT_EQ(plain(siText(1234)), "1.23 k");
    EXPECT_EQ(plain(siText(45'600'000)), "45.6 M");
    EXPECT_EQ(plain(siText(999'960)), "1.00 M");
    EXPECT_EQ(plain(siText(123e9)), "123 G");
}

TEST(QuantityText, AxisLabelsAreShort)
{
    EXPECT_EQ(plain(axisText(0)), "0");
    EXPECT_EQ(plain(axisText(250)), "250");
    EXPECT_EQ(plain(axisText(1500)), "1.5k");
    EXPECT_EQ(plain(axisText(20e6)), "20M");
    EXPECT_EQ(plain(axisText(0.1 + 0.2)), "0.3");
}

TEST(QuantityText, DurationsFindTheirUnit)
{
    EXPECT_EQ(plain(durationText(0)), "0 µs");
    EXPECT_EQ(plain(durationText(48e-6)), "48 µs");
    EXPECT_EQ(plain(durationText(4.2e-3)), "4.2 ms");
    EXPECT_EQ(plain(durationText(1.5)), "1.5 s");
    EXPECT_EQ(plain(durationText(0.9997)), "1 s");
    EXPECT_EQ(plain(durationText(90)), "90 s");
    EXPECT_EQ(plain(durationText(1500)), "25 min");
    EXPECT_EQ(plain(durationText(9000)), "2.5 h");
}

TEST(QuantityText, AxesOfDurationsChangeTheirUnit)
{
    EXPECT_EQ(plain(durationAxisText(0)), "0");
    EXPECT_EQ(plain(durationAxisText(0.2e-3)), "200 µs");
    EXPECT_EQ(plain(durationAxisText(0.5)), "500 ms");
    EXPECT_EQ(plain(durationAxisText(1.5)), "1.5 s");
    EXPECT_EQ(plain(durationAxisText(100)), "100 s");
    EXPECT_EQ(plain(durationAxisText(3000)), "50 min");
}

TEST(QuantityText, AmountsKeepTheirDigitsWhileTheyAreFew)
{
    EXPECT_EQ(plain(amountText(0)), "0");
    EXPECT_EQ(plain(amountText(4139.56)), "4,140");
    EXPECT_EQ(plain(amountText(99'999)), "99,999");
    EXPECT_EQ(plain(amountText(120'000)), "120 k");
    EXPECT_EQ(plain(amountText(1e6)), "1 M");
    EXPECT_EQ(plain(amountText(26'923'413.8)), "26.9 M");
    EXPECT_EQ(plain(digitsText(26'923'413.84)), "26,923,413.8");
}

TEST(QuantityText, CountsAreGrouped)
{
    EXPECT_EQ(plain(groupedText(0)), "0");
    EXPECT_EQ(plain(groupedText(12'345'678)), "12,345,678");
}

} // namespace
} // namespace cownscope::ui

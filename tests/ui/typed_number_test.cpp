// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/number_box.h"

#include <QString>

#include <gtest/gtest.h>

#include <clocale>
#include <cmath>

namespace cownscope::ui {
namespace {

TEST(TypedNumber, PointAndCommaAreDecimalSigns)
{
    for (const char *locale : {"C", "de_DE.UTF-8"}) {
        std::setlocale(LC_ALL, locale); // no effect if the locale is not installed
        EXPECT_EQ(typedNumber(u"0,01"), 0.01);
        EXPECT_EQ(typedNumber(u"0.01"), 0.01);
        EXPECT_EQ(typedNumber(u"1,000"), 1);
        EXPECT_EQ(typedNumber(u"-,5"), -0.5);
    }
    std::setlocale(LC_ALL, "C");
}

TEST(TypedNumber, TakesWhatPeopleWrite)
{
    EXPECT_EQ(typedNumber(u" 42 "), 42);
    EXPECT_EQ(typedNumber(u"+42"), 42);
    EXPECT_EQ(typedNumber(u"\u22127"), -7);
    EXPECT_EQ(typedNumber(u"1e3"), 1000);
    EXPECT_EQ(typedNumber(u"2,5E-1"), 0.25);
    EXPECT_EQ(typedNumber(u"5."), 5);
    EXPECT_TRUE(std::isinf(typedNumber(u"1e999").value()));
    EXPECT_EQ(typedNumber(u"1e-999"), 0);
}

TEST(TypedNumber, WhatIsNoNumberIsNone)
{
    for (const char16_t *text :
         {u"", u" ", u",", u"-", u"1,000.5", u"1.2.3", u"0,0,1", u"1 000", u"0x10", u"inf", u"nan",
          u"1e", u"e5", u"--1", u"+-1", u"1-2", u"12a", u"½", u"1e5.5"})
        EXPECT_EQ(typedNumber(text), std::nullopt) << QString::fromUtf16(text).toStdString();
}

} // namespace
} // namespace cownscope::ui

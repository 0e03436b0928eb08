// SPDX-License-Identifier: GPL-3.0-or-later
#include <boc/version.h>

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Version, IsThatOfThePackage)
{
    EXPECT_STREQ(BOC_VERSION_STRING, BOC_PACKAGE_VERSION);
}

TEST(Version, IsTheSameAsTextAndAsNumber)
{
    EXPECT_EQ(BOC_VERSION_STRING,
              std::to_string(BOC_VERSION / 10000) + '.' + std::to_string(BOC_VERSION / 100 % 100)
                  + '.' + std::to_string(BOC_VERSION % 100));
#if BOC_VERSION < 100
    FAIL() << "0.1.0 was the first";
#endif
}

} // namespace

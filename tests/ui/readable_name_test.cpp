// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/short_names.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(ReadableName, HasSpacesAndBeginsWithACapital)
{
    EXPECT_EQ(readableName(QStringLiteral("group-size")), "Group size");
    EXPECT_EQ(readableName(QStringLiteral("steal_failures")), "Steal failures");
    EXPECT_EQ(readableName(QStringLiteral("workers")), "Workers");
    EXPECT_EQ(readableName({}), "");
}

} // namespace
} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/outcome.h"

#include <gtest/gtest.h>

using namespace cownscope;

TEST(Outcome, SucceedsUnlessItIsAFailure)
{
    const Outcome success;
    EXPECT_TRUE(success);
    EXPECT_TRUE(success.ok());
    EXPECT_EQ(success.reason(), "");
    const Outcome failure = Outcome::failure("The disk is full.");
    EXPECT_FALSE(failure);
    EXPECT_FALSE(failure.ok());
    EXPECT_EQ(failure.reason(), "The disk is full.");
}

TEST(Outcome, AFailureWithoutAReasonIsAFailure)
{
    const Outcome failure = Outcome::failure("");
    EXPECT_FALSE(failure);
    EXPECT_NE(failure.reason(), "");
}

TEST(Outcome, TwoAreTheSameIfTheirReasonsAre)
{
    EXPECT_EQ(Outcome(), Outcome());
    EXPECT_EQ(Outcome::failure("a"), Outcome::failure("a"));
    EXPECT_NE(Outcome::failure("a"), Outcome::failure("b"));
    EXPECT_NE(Outcome::failure("a"), Outcome());
}

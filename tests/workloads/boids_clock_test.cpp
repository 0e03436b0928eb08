// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/clock.h"

#include <gtest/gtest.h>

using namespace cownscope::boids;

namespace {

/// A clock whose bands are built.
struct Built
{
    Built()
    {
        clock.beginRebuild();
        clock.rebuilt();
    }

    void tell() { clock.wish(wishes); }
    /// Issues all that may be issued; how many that were.
    int issue()
    {
        int steps = 0;
        for (; clock.wantsStep(); ++steps)
            clock.beginStep();
        return steps;
    }

    Wishes wishes;
    Clock clock{wishes.target, {}};
};

} // namespace

TEST(BoidsClock, BeginsByBuilding)
{
    Clock clock({}, {});
    EXPECT_TRUE(clock.wantsRebuild());
    EXPECT_TRUE(clock.startsAnew());
    EXPECT_FALSE(clock.wantsStep());
    clock.beginRebuild();
    EXPECT_FALSE(clock.wantsRebuild());
    clock.rebuilt();
    EXPECT_FALSE(clock.wantsRebuild());
    EXPECT_EQ(clock.boids(), 300u);
}

TEST(BoidsClock, IssuesWhatIsAllowedTwoAtATime)
{
    Built built;
    EXPECT_EQ(built.issue(), 0);
    built.wishes.allowed = 5;
    built.tell();
    int issued = built.issue();
    EXPECT_EQ(issued, 2);
    while (built.clock.inFlight() > 0) {
        built.clock.completeStep();
        issued += built.issue();
        EXPECT_LE(built.clock.inFlight(), 2u);
    }
    EXPECT_EQ(issued, 5);
    EXPECT_EQ(built.clock.completed(), 5u);
}

TEST(BoidsClock, TheSameWishTwiceCountsOnce)
{
    Built built;
    built.wishes.allowed = 1;
    built.tell();
    built.tell();
    EXPECT_EQ(built.issue(), 1);
    built.wishes.allowed += 1;
    built.tell();
    EXPECT_EQ(built.issue(), 1);
}

TEST(BoidsClock, APauseDropsWhatWasAllowedBefore)
{
    Built built;
    built.wishes.allowed = 100;
    built.tell();
    ++built.wishes.pauses;
    built.wishes.allowed = 1;
    built.tell();
    EXPECT_EQ(built.issue(), 1);
    built.clock.completeStep();
    EXPECT_EQ(built.issue(), 0);
}

TEST(BoidsClock, ChangesOfTheBandsWaitUntilNothingIsInFlight)
{
    Built built;
    built.wishes.freeRunning = true;
    built.tell();
    EXPECT_EQ(built.issue(), 2);
    built.wishes.target.boids = 301;
    built.tell();
    built.clock.completeStep();
    EXPECT_FALSE(built.clock.wantsStep());
    EXPECT_FALSE(built.clock.wantsRebuild());
    built.clock.completeStep();
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_FALSE(built.clock.startsAnew());
    built.clock.beginRebuild();
    EXPECT_EQ(built.issue(), 0);
    built.clock.rebuilt();
    EXPECT_EQ(built.clock.completed(), 2u);
    EXPECT_EQ(built.issue(), 2);
}

TEST(BoidsClock, ParametersThatKeepTheGridNeedNoRebuild)
{
    Built built;
    built.wishes.freeRunning = true;
    built.wishes.target.parameters.matching = 0.1f;
    built.tell();
    EXPECT_FALSE(built.clock.wantsRebuild());
    EXPECT_EQ(built.issue(), 2);
    EXPECT_EQ(built.clock.parameters().matching, 0.1f);
}

TEST(BoidsClock, AResetBeginsAtStepZero)
{
    Built built;
    built.wishes.allowed = 2;
    built.tell();
    built.issue();
    built.clock.completeStep();
    built.clock.completeStep();
    ++built.wishes.resets;
    built.tell();
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_TRUE(built.clock.startsAnew());
    built.clock.beginRebuild();
    built.clock.rebuilt();
    EXPECT_EQ(built.clock.completed(), 0u);
}

TEST(BoidsClock, ANewRuntimeRebuildsAfterBrokenOffSteps)
{
    Built built;
    built.wishes.freeRunning = true;
    built.tell();
    built.issue();
    built.clock.completeStep();
    built.clock.attach();
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_FALSE(built.clock.startsAnew());
    built.clock.beginRebuild();
    built.clock.rebuilt();
    EXPECT_EQ(built.clock.completed(), 1u);
    EXPECT_FALSE(built.clock.wantsRebuild());
}

TEST(BoidsClock, ANewRuntimeLeavesAnOrderlyFlockAlone)
{
    Built built;
    built.wishes.allowed = 1;
    built.tell();
    built.issue();
    built.clock.completeStep();
    built.clock.attach();
    EXPECT_FALSE(built.clock.wantsRebuild());
}

TEST(BoidsClock, OneFrameAtATimeAndNoneIsForgotten)
{
    Built built;
    EXPECT_FALSE(built.clock.wantsFrame());
    built.wishes.frames = 3;
    built.tell();
    ASSERT_TRUE(built.clock.wantsFrame());
    built.clock.beginFrame();
    EXPECT_FALSE(built.clock.wantsFrame());
    built.wishes.frames = 4;
    built.tell();
    EXPECT_FALSE(built.clock.wantsFrame());
    built.clock.completeFrame();
    EXPECT_TRUE(built.clock.wantsFrame());
    built.clock.beginFrame();
    built.clock.attach(); // lost in the old runtime
    EXPECT_TRUE(built.clock.wantsFrame());
}

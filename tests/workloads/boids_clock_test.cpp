// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/clock.h"

#include <gtest/gtest.h>

#include <vector>

using namespace cownscope::boids;

namespace {

/// What the rows of the one band have cost.
const std::vector<std::uint64_t> even{1};

/// Any cut into as many bands as the clock wants.
Cut cutOf(const Clock &clock)
{
    Cut cut;
    cut.firstRow.clear();
    for (std::uint32_t band = 0; band <= clock.targetBands(); ++band)
        cut.firstRow.push_back(band);
    return cut;
}

/// A clock whose bands are built.
struct Built
{
    Built()
    {
        clock.beginRebuild();
        clock.rebuilt(cutOf(clock));
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
    clock.rebuilt(cutOf(clock));
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
        built.clock.completeStep(even);
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
    built.clock.completeStep(even);
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
    built.clock.completeStep(even);
    EXPECT_FALSE(built.clock.wantsStep());
    EXPECT_FALSE(built.clock.wantsRebuild());
    built.clock.completeStep(even);
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_FALSE(built.clock.startsAnew());
    built.clock.beginRebuild();
    EXPECT_EQ(built.issue(), 0);
    built.clock.rebuilt(cutOf(built.clock));
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
    EXPECT_EQ(built.clock.scene().parameters.matching, 0.1f);
}

TEST(BoidsClock, AResetBeginsAtStepZero)
{
    Built built;
    built.wishes.allowed = 2;
    built.tell();
    built.issue();
    built.clock.completeStep(even);
    built.clock.completeStep(even);
    ++built.wishes.resets;
    built.tell();
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_TRUE(built.clock.startsAnew());
    built.clock.beginRebuild();
    built.clock.rebuilt(cutOf(built.clock));
    EXPECT_EQ(built.clock.completed(), 0u);
}

TEST(BoidsClock, ANewRuntimeRebuildsAfterBrokenOffSteps)
{
    Built built;
    built.wishes.freeRunning = true;
    built.tell();
    built.issue();
    built.clock.completeStep(even);
    built.clock.attach(1);
    ASSERT_TRUE(built.clock.wantsRebuild());
    EXPECT_FALSE(built.clock.startsAnew());
    built.clock.beginRebuild();
    built.clock.rebuilt(cutOf(built.clock));
    EXPECT_EQ(built.clock.completed(), 1u);
    EXPECT_FALSE(built.clock.wantsRebuild());
}

TEST(BoidsClock, ANewRuntimeLeavesAnOrderlyFlockAlone)
{
    Built built;
    built.wishes.allowed = 1;
    built.tell();
    built.issue();
    built.clock.completeStep(even);
    built.clock.attach(1);
    EXPECT_FALSE(built.clock.wantsRebuild());
}

TEST(BoidsClock, ThereIsNothingToShowWhileBandsAreRebuilt)
{
    Clock clock({}, {});
    EXPECT_FALSE(clock.canShow());
    Built built;
    EXPECT_TRUE(built.clock.canShow());
    built.wishes.target.boids = 10;
    built.tell();
    built.clock.beginRebuild();
    EXPECT_FALSE(built.clock.canShow());
}

namespace {

/// A clock that has made all but one of the steps after which it looks at the load.
struct BeforeLooking : Built
{
    BeforeLooking()
    {
        clock.beginRebuild();
        clock.rebuilt(Cut{{0, 4, 8}});
        wishes.freeRunning = true;
        tell();
        for (int i = 0; i < 15; ++i) {
            issue();
            clock.completeStep(std::vector<std::uint64_t>(8, 1));
        }
        issue();
    }
};

} // namespace

TEST(BoidsClock, AnUnevenLoadIsCutAnewOnceNothingIsInFlight)
{
    BeforeLooking clocked;
    Clock &clock = clocked.clock;
    clock.completeStep(std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    EXPECT_FALSE(clock.wantsStep());
    ASSERT_EQ(clock.inFlight(), 1u);
    EXPECT_FALSE(clock.wantsRecut());
    clock.completeStep(std::vector<std::uint64_t>(8, 1));
    ASSERT_TRUE(clock.wantsRecut());
    EXPECT_EQ(clock.nextCut(), (Cut{{0, 6, 8}}));
    clock.beginRecut();
    EXPECT_FALSE(clock.wantsRecut());
    EXPECT_FALSE(clock.wantsStep());
    EXPECT_FALSE(clock.isIdle());
    clock.completeRecut();
    EXPECT_EQ(clock.cut(), (Cut{{0, 6, 8}}));
    EXPECT_TRUE(clock.wantsStep());
    EXPECT_FALSE(clock.wantsRecut());
}

TEST(BoidsClock, WhatNoCutCanImproveStays)
{
    BeforeLooking clocked;
    // All the load is in one row.
    clocked.clock.completeStep(std::vector<std::uint64_t>{0, 0, 0, 0, 0, 0, 0, 1000});
    EXPECT_TRUE(clocked.clock.wantsStep());
}

TEST(BoidsClock, ACutThatWasBrokenOffIsRebuilt)
{
    BeforeLooking clocked;
    Clock &clock = clocked.clock;
    clock.completeStep(std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    clock.completeStep(std::vector<std::uint64_t>(8, 1));
    clock.beginRecut();
    clock.attach(1);
    EXPECT_TRUE(clock.wantsRebuild());
    EXPECT_FALSE(clock.wantsRecut());
    EXPECT_FALSE(clock.startsAnew());
}

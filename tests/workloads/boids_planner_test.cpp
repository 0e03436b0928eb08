// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/step_planner.h"

#include <gtest/gtest.h>

#include <vector>

using namespace cownscope::boids;

namespace {

using Action = StepPlanner::Action;

/// What the rows of the one band have cost.
const std::vector<std::uint64_t> even{1};

/// Any partition into as many bands as the planner wants.
Partition partitionOf(const StepPlanner &planner)
{
    Partition partition;
    partition.firstRow.clear();
    for (std::uint32_t band = 0; band <= planner.targetBands(); ++band)
        partition.firstRow.push_back(band);
    return partition;
}

/// Completes a step with this load.
void complete(StepPlanner &planner, const std::vector<std::uint64_t> &load = even)
{
    planner.completeStep();
    if (planner.isBalanceDue())
        planner.balance(load);
}

/// A planner whose bands are built.
struct Built
{
    Built() { build(partitionOf(planner)); }
    explicit Built(const Partition &partition) { build(partition); }

    void build(const Partition &partition)
    {
        planner.beginRebuild();
        planner.completeRebuild(partition);
    }

    void send() { planner.receive(commands); }
    /// Begins all steps that may begin, and returns their number.
    int issue()
    {
        int steps = 0;
        for (; planner.next() == Action::Step; ++steps)
            planner.beginStep();
        return steps;
    }

    FlockCommands commands;
    StepPlanner planner{commands.target, {}};
};

} // namespace

TEST(BoidsPlanner, BeginsByBuilding)
{
    StepPlanner planner({}, {});
    EXPECT_EQ(planner.next(), Action::Rebuild);
    EXPECT_TRUE(planner.startsOver());
    EXPECT_NE(planner.next(), Action::Step);
    planner.beginRebuild();
    EXPECT_NE(planner.next(), Action::Rebuild);
    planner.completeRebuild(partitionOf(planner));
    EXPECT_NE(planner.next(), Action::Rebuild);
    EXPECT_EQ(planner.boids(), 300u);
}

TEST(BoidsPlanner, IssuesWhatIsAllowedTwoAtATime)
{
    Built built;
    EXPECT_EQ(built.issue(), 0);
    built.commands.allowed = 5;
    built.send();
    int issued = built.issue();
    EXPECT_EQ(issued, 2);
    while (built.planner.inFlight() > 0) {
        complete(built.planner);
        issued += built.issue();
        EXPECT_LE(built.planner.inFlight(), 2u);
    }
    EXPECT_EQ(issued, 5);
    EXPECT_EQ(built.planner.completed(), 5u);
}

TEST(BoidsPlanner, TheSameCommandsTwiceCountOnce)
{
    Built built;
    built.commands.allowed = 1;
    built.send();
    built.send();
    EXPECT_EQ(built.issue(), 1);
    built.commands.allowed += 1;
    built.send();
    EXPECT_EQ(built.issue(), 1);
}

TEST(BoidsPlanner, APauseDropsWhatWasAllowedBefore)
{
    Built built;
    built.commands.allowed = 100;
    built.send();
    ++built.commands.pauses;
    built.commands.allowed = 1;
    built.send();
    EXPECT_EQ(built.issue(), 1);
    complete(built.planner);
    EXPECT_EQ(built.issue(), 0);
}

TEST(BoidsPlanner, ChangesOfTheBandsWaitUntilNothingIsInFlight)
{
    Built built;
    built.commands.freeRunning = true;
    built.send();
    EXPECT_EQ(built.issue(), 2);
    built.commands.target.boids = 301;
    built.send();
    complete(built.planner);
    EXPECT_NE(built.planner.next(), Action::Step);
    EXPECT_NE(built.planner.next(), Action::Rebuild);
    complete(built.planner);
    ASSERT_EQ(built.planner.next(), Action::Rebuild);
    EXPECT_FALSE(built.planner.startsOver());
    built.planner.beginRebuild();
    EXPECT_EQ(built.issue(), 0);
    built.planner.completeRebuild(partitionOf(built.planner));
    EXPECT_EQ(built.planner.completed(), 2u);
    EXPECT_EQ(built.issue(), 2);
}

TEST(BoidsPlanner, ParametersThatKeepTheGridNeedNoRebuild)
{
    Built built;
    built.commands.freeRunning = true;
    built.commands.target.parameters.matching = 0.1f;
    built.send();
    EXPECT_NE(built.planner.next(), Action::Rebuild);
    EXPECT_EQ(built.issue(), 2);
    EXPECT_EQ(built.planner.scene().parameters.matching, 0.1f);
}

TEST(BoidsPlanner, AResetBeginsAtStepZero)
{
    Built built;
    built.commands.allowed = 2;
    built.send();
    built.issue();
    complete(built.planner);
    complete(built.planner);
    ++built.commands.resets;
    built.send();
    ASSERT_EQ(built.planner.next(), Action::Rebuild);
    EXPECT_TRUE(built.planner.startsOver());
    built.planner.beginRebuild();
    built.planner.completeRebuild(partitionOf(built.planner));
    EXPECT_EQ(built.planner.completed(), 0u);
}

TEST(BoidsPlanner, ANewRuntimeRebuildsAfterInterruptedSteps)
{
    Built built;
    built.commands.freeRunning = true;
    built.send();
    built.issue();
    complete(built.planner);
    built.planner.attach(1);
    ASSERT_EQ(built.planner.next(), Action::Rebuild);
    EXPECT_FALSE(built.planner.startsOver());
    built.planner.beginRebuild();
    built.planner.completeRebuild(partitionOf(built.planner));
    EXPECT_EQ(built.planner.completed(), 1u);
    EXPECT_NE(built.planner.next(), Action::Rebuild);
}

TEST(BoidsPlanner, ANewRuntimeLeavesAnOrderlyFlockAlone)
{
    Built built;
    built.commands.allowed = 1;
    built.send();
    built.issue();
    complete(built.planner);
    built.planner.attach(1);
    EXPECT_NE(built.planner.next(), Action::Rebuild);
}

TEST(BoidsPlanner, ThereIsNothingToShowWhileBandsAreRebuilt)
{
    StepPlanner planner({}, {});
    EXPECT_FALSE(planner.canShow());
    Built built;
    EXPECT_TRUE(built.planner.canShow());
    built.commands.target.boids = 10;
    built.send();
    built.planner.beginRebuild();
    EXPECT_FALSE(built.planner.canShow());
}

namespace {

/// A planner that has made all but one of the steps after which it looks at the load.
struct BeforeLooking : Built
{
    BeforeLooking()
        : Built(Partition{{0, 4, 8}})
    {
        commands.freeRunning = true;
        send();
        for (int i = 0; i < 15; ++i) {
            issue();
            complete(planner, std::vector<std::uint64_t>(8, 1));
        }
        issue();
    }
};

} // namespace

TEST(BoidsPlanner, AnUnevenLoadIsRepartitionedOnceNothingIsInFlight)
{
    BeforeLooking planned;
    StepPlanner &planner = planned.planner;
    complete(planner, std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    EXPECT_NE(planner.next(), Action::Step);
    ASSERT_EQ(planner.inFlight(), 1u);
    EXPECT_NE(planner.next(), Action::Repartition);
    complete(planner, std::vector<std::uint64_t>(8, 1));
    ASSERT_EQ(planner.next(), Action::Repartition);
    EXPECT_EQ(planner.nextPartition(), (Partition{{0, 6, 8}}));
    planner.beginRepartition();
    EXPECT_NE(planner.next(), Action::Repartition);
    EXPECT_NE(planner.next(), Action::Step);
    EXPECT_FALSE(planner.isIdle());
    planner.completeRepartition();
    EXPECT_EQ(planner.partition(), (Partition{{0, 6, 8}}));
    EXPECT_EQ(planner.next(), Action::Step);
    EXPECT_NE(planner.next(), Action::Repartition);
}

TEST(BoidsPlanner, WhatNoPartitionCanImproveStays)
{
    BeforeLooking planned;
    // All the load is in one row.
    complete(planned.planner, std::vector<std::uint64_t>{0, 0, 0, 0, 0, 0, 0, 1000});
    EXPECT_EQ(planned.planner.next(), Action::Step);
}

TEST(BoidsPlanner, ARepartitionThatWasInterruptedIsRebuilt)
{
    BeforeLooking planned;
    StepPlanner &planner = planned.planner;
    complete(planner, std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    complete(planner, std::vector<std::uint64_t>(8, 1));
    planner.beginRepartition();
    planner.attach(1);
    EXPECT_EQ(planner.next(), Action::Rebuild);
    EXPECT_NE(planner.next(), Action::Repartition);
    EXPECT_FALSE(planner.startsOver());
}

namespace {

/// A planner that has begun two of five allowed steps.
struct TwoBegun : Built
{
    TwoBegun()
    {
        commands.allowed = 5;
        send();
        issue();
    }
};

} // namespace

TEST(BoidsPlanner, StepsThatFailAreBegunAgainWithTheNextCommands)
{
    TwoBegun begun;
    StepPlanner &planner = begun.planner;
    planner.failStep(1);
    EXPECT_TRUE(planner.hasFailed());
    planner.failStep(2); // it needs the first one
    EXPECT_EQ(planner.next(), Action::Wait);
    EXPECT_FALSE(planner.canShow());
    EXPECT_EQ(planner.completed(), 0u);
    begun.send();
    EXPECT_FALSE(planner.hasFailed());
    for (std::uint64_t step = 1; step <= 5; ++step) {
        ASSERT_EQ(planner.next(), Action::Step);
        EXPECT_EQ(planner.beginStep(), step);
        complete(planner);
    }
    EXPECT_EQ(planner.next(), Action::Wait) << "all that were allowed";
}

TEST(BoidsPlanner, WhatIsSaidOfStepsBehindAFailedOneIsIgnoredWheneverItComes)
{
    TwoBegun begun;
    StepPlanner &planner = begun.planner;
    planner.failStep(1);
    begun.send();
    EXPECT_EQ(planner.beginStep(), 1u);
    EXPECT_EQ(planner.beginStep(), 2u);
    planner.failStep(2); // as it was begun first
    EXPECT_FALSE(planner.hasFailed());
    EXPECT_EQ(planner.inFlight(), 2u);
}

TEST(BoidsPlanner, AStepThatCannotBeScheduledIsBegunAgain)
{
    TwoBegun begun;
    StepPlanner &planner = begun.planner;
    planner.fail();
    EXPECT_EQ(planner.inFlight(), 1u);
    complete(planner);
    EXPECT_EQ(planner.completed(), 1u);
    EXPECT_TRUE(planner.hasFailed());
    EXPECT_EQ(planner.next(), Action::Wait);
    begun.send();
    ASSERT_EQ(planner.next(), Action::Step);
    EXPECT_EQ(planner.beginStep(), 2u);
}

TEST(BoidsPlanner, APauseFinishesStepsThatHaveFailed)
{
    TwoBegun begun;
    begun.planner.failStep(1);
    begun.commands.allowed = 0;
    ++begun.commands.pauses;
    begun.send();
    EXPECT_EQ(begun.issue(), 2);
    complete(begun.planner);
    complete(begun.planner);
    EXPECT_EQ(begun.planner.next(), Action::Wait);
    EXPECT_TRUE(begun.planner.canShow());
}

TEST(BoidsPlanner, ARebuildThatFailsIsBegunAgain)
{
    Built built;
    built.commands.target.boids = 500;
    built.send();
    built.planner.beginRebuild();
    built.planner.fail();
    EXPECT_EQ(built.planner.next(), Action::Wait);
    EXPECT_EQ(built.planner.boids(), 300u);
    built.send();
    EXPECT_EQ(built.planner.next(), Action::Rebuild);
}

TEST(BoidsPlanner, AResetForgetsStepsThatHaveFailed)
{
    TwoBegun begun;
    begun.planner.failStep(1);
    begun.commands.allowed = 0;
    ++begun.commands.pauses;
    ++begun.commands.resets;
    begun.send();
    begun.build(partitionOf(begun.planner));
    EXPECT_EQ(begun.planner.next(), Action::Wait);
    EXPECT_EQ(begun.planner.completed(), 0u);
}

TEST(BoidsPlanner, AChangeComesBeforeStepsThatHaveFailed)
{
    TwoBegun begun;
    begun.planner.failStep(1);
    begun.commands.target.boids = 100;
    begun.send();
    begun.build(partitionOf(begun.planner));
    EXPECT_EQ(begun.issue(), 2);
}

TEST(BoidsPlanner, ANewRuntimeRebuildsAfterFailedSteps)
{
    TwoBegun begun;
    begun.planner.failStep(1);
    begun.planner.attach(1);
    EXPECT_EQ(begun.planner.next(), Action::Rebuild);
    EXPECT_FALSE(begun.planner.startsOver());
}

TEST(BoidsPlanner, ARepartitionThatFailsIsGivenUp)
{
    BeforeLooking planned;
    StepPlanner &planner = planned.planner;
    complete(planner, std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    complete(planner, std::vector<std::uint64_t>(8, 1));
    planner.beginRepartition();
    planner.cancelRepartition();
    EXPECT_EQ(planner.partition(), (Partition{{0, 4, 8}}));
    EXPECT_EQ(planner.next(), Action::Step);
}

TEST(BoidsPlanner, ARepartitionWaitsForStepsThatHaveFailed)
{
    BeforeLooking planned;
    StepPlanner &planner = planned.planner;
    complete(planner, std::vector<std::uint64_t>{1, 1, 1, 1, 9, 9, 9, 9});
    planner.failStep(17);
    planned.send();
    ASSERT_EQ(planner.next(), Action::Step);
    EXPECT_EQ(planner.beginStep(), 17u);
    EXPECT_EQ(planner.next(), Action::Wait);
    complete(planner);
    EXPECT_EQ(planner.next(), Action::Repartition);
}

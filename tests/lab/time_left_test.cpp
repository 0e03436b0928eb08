// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "lab/sweep/time_left.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

std::vector<PlannedPoint> timedPoints()
{
    Experiment experiment(chainRingWorkload());
    experiment.durationSeconds = 2;
    experiment.warmupSeconds = 0.2;
    return {{.label = "a", .experiment = experiment}, {.label = "b", .experiment = experiment}};
}

const std::vector<PlannedRun> runs{{0, 0}, {1, 0}, {0, 1}, {1, 1}};

} // namespace

TEST(TimeLeft, BeginsWithThePlan)
{
    const TimeLeft left(timedPoints(), runs);
    EXPECT_NEAR(left.seconds().value_or(0), 4 * (2.2 + ChildOverheadSeconds), 1e-9);
}

TEST(TimeLeft, LearnsFromWhatIsDone)
{
    TimeLeft left(timedPoints(), runs);
    left.done(0, 5);
    EXPECT_NEAR(left.seconds().value_or(0), 2 * (2.2 + ChildOverheadSeconds) + 5, 1e-9);
    left.skipped(1);
    EXPECT_NEAR(left.seconds().value_or(0), 5, 1e-9);
    left.done(0, 4);
    EXPECT_EQ(left.seconds(), 0.0);
}

TEST(TimeLeft, IsUnknownForFixedWorkUntilSomeIsDone)
{
    std::vector<PlannedPoint> points{{.label = "a", .experiment = Experiment(fanOutWorkload())},
                                     {.label = "b", .experiment = Experiment(fanOutWorkload())}};
    TimeLeft left(points, runs);
    EXPECT_FALSE(left.seconds());
    left.done(0, 3);
    EXPECT_NEAR(left.seconds().value_or(0), 9, 1e-9); // as long as the one that is known
    left.done(1, 5);
    EXPECT_NEAR(left.seconds().value_or(0), 8, 1e-9);
}

TEST(TimeLeft, ARunThatTakesTooLongTakesNoneOfTheOthersTime)
{
    TimeLeft left(timedPoints(), runs);
    const double each = 2.2 + ChildOverheadSeconds;
    EXPECT_NEAR(left.seconds(0, 1).value_or(0), 4 * each - 1, 1e-9);
    EXPECT_NEAR(left.seconds(0, 100).value_or(0), 3 * each, 1e-9);
}

TEST(TimeLeft, IsSaidInRoundNumbers)
{
    EXPECT_EQ(durationForPeople(0.4), "less than 1 s");
    EXPECT_EQ(durationForPeople(41.3), "41 s");
    EXPECT_EQ(durationForPeople(100), "2 min");
    EXPECT_EQ(durationForPeople(4800), "80 min");
    EXPECT_EQ(durationForPeople(7500), "2 h 5 min");
}

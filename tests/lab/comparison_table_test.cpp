// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/comparison_table.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

using namespace cownscope::lab;

TEST(ComparisonTable, HasARowForEachPointAndTheNotes)
{
    Comparison comparison;
    comparison.axis = "workers";
    comparison.repeatsNeeded = 4;
    const auto add = [&](const char *label) -> PointComparison & {
        comparison.points.emplace_back().label = label;
        return comparison.points.back();
    };
    PointComparison &slower = add("1");
    slower.baseMedian = 1234567.25;
    slower.otherMedian = 1111110.5;
    slower.difference = -0.1;
    slower.interval = Interval{-0.1234, -0.08};
    slower.correctedP = 0.00016;
    slower.noiseFloor = 0.011;
    slower.verdict = Verdict::Slower;
    PointComparison &few = add("2");
    few.baseMedian = few.otherMedian = 5;
    few.difference = 0;
    few.correctedP = 0.25;
    few.verdict = Verdict::TooFewRepeats;
    PointComparison &failed = add("4");
    failed.baseMedian = 7;
    failed.obstacle = Obstacle::OtherFailed;
    failed.message = "died\nof it";
    comparison.notes = {"p is corrected"};
    comparison.conditions = {{"iters", "2000", "1000"}, {"rings", "8", "9", "2"}};
    EXPECT_EQ(
        renderComparison(comparison),
        "workers | base      | other     | difference | 95 % interval   | p      | noise floor | "
        "verdict                                  \n"
        "--------+-----------+-----------+------------+-----------------+--------+-------------+-"
        "-----------------------------------------\n"
        "1       | 1234567.2 | 1111110.5 | -10.0%     | -12.3% to -8.0% | <0.001 | 1.1%        | "
        "slower                                   \n"
        "2       | 5.0       | 5.0       | +0.0%      | -               | 0.250  | -           | "
        "too few repeats: needs at least 4 of each\n"
        "4       | 7.0       | -         | -          | -               | -      | -           | "
        "the other failed: died of it             \n"
        "note: p is corrected\n"
        "note: iters 2000 / 1000\n"
        "note: rings 8 / 9 at workers 2");
}

TEST(ComparisonTable, HasATextForEveryVerdictAndObstacle)
{
    const Comparison comparison;
    PointComparison point;
    point.verdict = Verdict::Faster;
    EXPECT_EQ(verdictText(comparison, point), "faster");
    point.verdict = Verdict::NoDifferenceShown;
    EXPECT_EQ(verdictText(comparison, point), "no difference shown");
    point.verdict.reset();
    point.message = "died";
    const std::vector<std::pair<Obstacle, const char *>> texts{
        {Obstacle::OnlyInBase, "only in the base"},
        {Obstacle::OnlyInOther, "only in the other"},
        {Obstacle::BaseFailed, "the base failed: died"},
        {Obstacle::BaseHasNoRepeats, "the base has no repeats"},
        {Obstacle::OtherHasNoRepeats, "the other has no repeats"},
        {Obstacle::NotAboveZero, "a throughput of the base is not above 0"}};
    for (const auto &[obstacle, text] : texts) {
        point.obstacle = obstacle;
        EXPECT_EQ(verdictText(comparison, point), text);
    }
}

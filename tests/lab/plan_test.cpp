// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/machine/machine.h"
#include "lab/sweep/plan.h"

#include <boc/processors.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace cownscope::lab;

namespace {

SweepPlan workerSweep(std::vector<Json> values)
{
    Experiment experiment(chainRingWorkload());
    experiment.durationSeconds = 2;
    return {.base = experiment, .axis = "workers", .values = std::move(values), .repeats = 3};
}

} // namespace

TEST(Plan, HasAValidPointForEachValue)
{
    const auto points = plannedPoints(workerSweep({1, 2}));
    ASSERT_EQ(points.size(), 2u);
    EXPECT_EQ(points[1].label, "workers=2");
    const Json inputs = inputsJson(points[1].experiment);
    EXPECT_EQ(inputs["workers"], 2);
    EXPECT_EQ(inputs["rings"], 8);
    EXPECT_EQ(inputs["repeats"], 3);
    EXPECT_EQ(plannedPoints({.base = Experiment(boidsWorkload())}).at(0).label, "boids");
}

TEST(Plan, NamesThePointThatCannotBeMeasured)
{
    SweepPlan plan = workerSweep({1, 2, 65});
    plan.axis = "group-size";
    try {
        plannedPoints(plan);
        FAIL();
    } catch (const ConfigurationError &error) {
        EXPECT_STREQ(error.what(),
                     "cannot measure group-size=65: group_size*stride*2 (65*1*2) > "
                     "ring_size (128); chains would collide");
    }
}

TEST(Plan, ARandomOrderTakesEveryPointOncePerRound)
{
    constexpr std::size_t points = 5;
    const auto runs = plannedRuns(points, 40, Order::Random, 7);
    ASSERT_EQ(runs.size(), 200u);
    std::set<std::vector<std::size_t>> orders;
    for (std::uint32_t round = 0; round < 40; ++round) {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < points; ++i) {
            EXPECT_EQ(runs[round * points + i].repeat, round);
            order.push_back(runs[round * points + i].point);
        }
        orders.insert(order);
        std::ranges::sort(order);
        EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
    }
    EXPECT_GT(orders.size(), 20u); // of 120 possible ones
}

TEST(Plan, ARandomOrderPutsEveryPointEverywhereAboutAsOften)
{
    constexpr std::size_t points = 4;
    constexpr std::uint32_t rounds = 4000;
    const auto runs = plannedRuns(points, rounds, Order::Random, 1);
    std::array<std::array<int, points>, points> counts{};
    for (std::size_t i = 0; i < runs.size(); ++i)
        ++counts[i % points][runs[i].point];
    for (const auto &place : counts) {
        for (const int count : place)
            EXPECT_NEAR(count, rounds / points, 150); // five standard deviations
    }
}

TEST(Plan, TheSeedDecidesTheOrder)
{
    const auto runs = plannedRuns(6, 3, Order::Random, 7);
    EXPECT_EQ(plannedRuns(6, 3, Order::Random, 7), runs);
    EXPECT_NE(plannedRuns(6, 3, Order::Random, 8), runs);
}

TEST(Plan, ASequentialOrderTakesPointAfterPoint)
{
    EXPECT_EQ(plannedRuns(2, 2, Order::Sequential, 7),
              (std::vector<PlannedRun>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
}

TEST(Plan, WarnsAboutWhatMakesResultsDoubtful)
{
    SweepPlan plan = workerSweep({1, 900, 1000});
    plan.base.durationSeconds = 0.5;
    const auto warnings = warningsAbout(plan, plannedPoints(plan));
    ASSERT_EQ(warnings.size(), 3u);
    EXPECT_EQ(warnings[0], "duration 0.5 s is short; results will be noisy");
    EXPECT_TRUE(warnings[1].starts_with("900, 1000 workers are more than the "));
    EXPECT_EQ(warnings[2],
              "3 repeats of 3 points are too few to compare with another result; at least 5 are "
              "needed");
    SweepPlan good = workerSweep({1});
    good.repeats = 4;
    EXPECT_TRUE(warningsAbout(good, plannedPoints(good)).empty());
    good = workerSweep({1, 2});
    good.repeats = 4;
    EXPECT_EQ(warningsAbout(good, plannedPoints(good)),
              std::vector<std::string>{"4 repeats of 2 points are too few to compare with another "
                                       "result; at least 5 are needed"});
}

TEST(Plan, WarnsByTheCoresThatChildrenMayUse)
{
    SweepPlan plan = workerSweep({1, 2, 8});
    plan.repeats = 5;
    const auto points = plannedPoints(plan);
    EXPECT_EQ(warningsAbout(plan, points, 4),
              std::vector<std::string>{"8 workers are more than the 4 usable physical cores and "
                                       "will share them"});
    EXPECT_EQ(warningsAbout(plan, points, 1),
              std::vector<std::string>{"2, 8 workers are more than the 1 usable physical core and "
                                       "will share it"});
    EXPECT_TRUE(warningsAbout(plan, points, {}).empty()) << "nobody knows before a child runs";

    ChildOptions children;
    EXPECT_EQ(coresFor(children), boc::physicalCores());
    children.cpus = {cpuAffinity().back()};
    EXPECT_EQ(coresFor(children), 1u);
    children.launcher = {"ssh", "elsewhere"};
    EXPECT_EQ(coresFor(children), std::nullopt);
}

TEST(Plan, IsRecordedInTheDocument)
{
    SweepPlan plan = workerSweep({1, 2});
    plan.orderSeed = 99;
    Document document = documentFor(plan, Metadata());
    EXPECT_EQ(document.sweep.axis, "workers");
    EXPECT_EQ(document.sweep.values, (std::vector<Json>{1, 2}));
    EXPECT_FALSE(document.sweep.fixed.contains("workers"));
    EXPECT_TRUE(document.sweep.fixed["rings"].is_null());
    EXPECT_EQ(document.sweep.fixed["repeats"], 3);
    EXPECT_EQ(document.metadata.more["order"], "random");
    EXPECT_EQ(document.metadata.more["order_seed"], 99);
    plan.order = Order::Sequential;
    document = documentFor(plan, Metadata());
    EXPECT_EQ(document.metadata.more["order"], "sequential");
    EXPECT_FALSE(document.metadata.more.contains("order_seed"));
}

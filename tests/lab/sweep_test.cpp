// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/results/interruption.h"
#include "lab/sweep/sweep.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

using namespace cownscope::lab;

namespace {

// Sweeps over two points with children of the real program.
class Sweeping : public testing::Test
{
protected:
    Sweeping()
    {
        Experiment experiment(chainRingWorkload());
        experiment.options.as<ChainRingOptions>().nullPayload = true;
        experiment.durationSeconds = 0.05;
        experiment.warmupSeconds = 0;
        plan = {.base = experiment, .axis = "workers", .values = {1, 2}, .repeats = 2};
        options.program = COWNSCOPE_COWNBENCH;
        hooks.begun = [this](const RunPlace &place) { begun.push_back(place.run); };
        hooks.keep = [this](const Document &now) { kept.push_back(now); };
    }

    void run()
    {
        document = documentFor(plan, Metadata());
        const auto points = plannedPoints(plan);
        runSweep(document, points,
                 plannedRuns(points.size(), plan.repeats, plan.order, plan.orderSeed), options,
                 hooks, control);
    }

    SweepPlan plan{.base = Experiment(chainRingWorkload())};
    ChildOptions options;
    SweepHooks hooks;
    RunControl control;
    Document document;
    std::vector<PlannedRun> begun;
    std::vector<Document> kept;
};

} // namespace

TEST_F(Sweeping, MeasuresEveryPointInTheOrderPlannedAndKeepsAfterEachRun)
{
    plan.repeats = 3;
    run();
    EXPECT_EQ(begun, plannedRuns(2, 3, Order::Random, plan.orderSeed));
    ASSERT_EQ(document.points.size(), 2u);
    std::set<int> places;
    for (std::size_t i = 0; i < 2; ++i) {
        const Point &point = document.points[i];
        EXPECT_EQ(point.inputs["workers"], i + 1);
        EXPECT_FALSE(point.error);
        EXPECT_TRUE(point.throughputStdev);
        ASSERT_EQ(point.repeats.size(), 3u);
        for (std::uint32_t repeat = 0; repeat < 3; ++repeat) {
            EXPECT_EQ(point.repeats[repeat].repeatIndex, repeat);
            places.insert(point.repeats[repeat].more["run_index"].get<int>());
        }
    }
    EXPECT_EQ(places, (std::set<int>{0, 1, 2, 3, 4, 5}));
    EXPECT_FALSE(document.metadata.interrupted);
    EXPECT_TRUE(document.metadata.finishedAt);
    EXPECT_TRUE(document.metadata.more["measured_on"].contains("cpu_model"));
    ASSERT_EQ(kept.size(), 7u);
    EXPECT_EQ(kept[0].points.size(), 1u);
    EXPECT_FALSE(kept[4].metadata.finishedAt);
    EXPECT_EQ(kept[4].points.size(), 2u);
}

// What is on the disk when the process is killed is the last that was kept.
TEST_F(Sweeping, LooksInterruptedUntilAllIsMeasured)
{
    EXPECT_TRUE(documentFor(plan, Metadata()).metadata.interrupted);
    run();
    ASSERT_EQ(kept.size(), 5u);
    for (std::size_t runs = 1; runs <= 4; ++runs) {
        const Document &now = kept[runs - 1];
        EXPECT_TRUE(now.metadata.interrupted);
        for (const Point &point : now.points) {
            EXPECT_EQ(isInterrupted(point), point.repeats.size() < 2);
            EXPECT_TRUE(point.throughputMean);
        }
    }
    EXPECT_FALSE(kept[4].metadata.interrupted);
    for (const Point &point : kept[4].points)
        EXPECT_FALSE(point.error);
}

TEST_F(Sweeping, GoesOnAfterAPointThatFailed)
{
    // The launcher fails only for the second run.
    plan.order = Order::Sequential;
    int runs = 0;
    std::vector<std::string> failures;
    hooks.failed = [&](const RunPlace &, const PointError &error) {
        failures.push_back(error.message);
        options.launcher.clear();
    };
    hooks.begun = [&](const RunPlace &) {
        if (++runs == 2)
            options.launcher = {COWNSCOPE_HOSTILE_CHILD, "exit"};
    };
    run();
    EXPECT_EQ(failures, std::vector<std::string>{"the child exited with code 3"});
    ASSERT_EQ(document.points.size(), 2u);
    ASSERT_TRUE(document.points[0].error);
    EXPECT_EQ(document.points[0].error->message, "the child exited with code 3");
    EXPECT_EQ(document.points[0].error->stderrTail, "out of luck\n");
    EXPECT_EQ(document.points[0].repeats.size(), 1u);
    EXPECT_FALSE(document.points[0].throughputMean);
    EXPECT_FALSE(document.points[1].error);
    EXPECT_EQ(document.points[1].repeats.size(), 2u);
    EXPECT_FALSE(document.metadata.interrupted);
}

TEST_F(Sweeping, APointThatFailedGetsNoMoreRuns)
{
    options.launcher = {COWNSCOPE_HOSTILE_CHILD, "exit"};
    run();
    EXPECT_EQ(begun.size(), 2u);
    EXPECT_EQ(document.points.size(), 2u);
}

TEST_F(Sweeping, KeepsTheRepeatsDoneWhenInterrupted)
{
    plan.base.durationSeconds = 0.2;
    plan.order = Order::Sequential;
    plan.values = {1, 2, 3};
    int runs = 0;
    hooks.begun = [&](const RunPlace &) {
        if (++runs == 4)
            control.stop();
    };
    run();
    EXPECT_TRUE(document.metadata.interrupted);
    EXPECT_TRUE(document.metadata.finishedAt);
    ASSERT_EQ(document.points.size(), 2u);  // the third was not measured
    EXPECT_FALSE(document.points[0].error); // whole
    EXPECT_TRUE(document.points[0].throughputMean);
    EXPECT_EQ(document.points[1].repeats.size(), 1u);
    ASSERT_TRUE(document.points[1].error);
    EXPECT_EQ(document.points[1].error->message, "interrupted");
    EXPECT_EQ(document.points[1].throughputMean, document.points[1].repeats[0].throughput);
}

TEST_F(Sweeping, SaysThatItIsInterruptedBeforeTheChildHasEnded)
{
    // The first saved document comes while the child, which ignores the request, still runs.
    plan.repeats = 1;
    options.launcher = {COWNSCOPE_HOSTILE_CHILD, "ignore-stop"};
    std::vector<std::string> order;
    std::thread stopper;
    hooks.begun = [&](const RunPlace &) {
        stopper = std::thread([&] {
            std::this_thread::sleep_for(
                std::chrono::milliseconds(300)); // the child is there by then
            control.stop();
        });
    };
    hooks.stopping = [&] { order.push_back("stopping"); };
    hooks.keep = [&](const Document &now) {
        order.push_back(now.metadata.finishedAt ? "end" : "kept");
        EXPECT_TRUE(now.metadata.interrupted);
    };
    run();
    stopper.join();
    EXPECT_EQ(order, (std::vector<std::string>{"kept", "stopping", "end"}));
}

TEST_F(Sweeping, StoppedBehindItsLastRunIsWhole)
{
    hooks.measured = [&](const RunPlace &place, const Repeat &) {
        if (place.number + 1 == place.count)
            control.stop();
    };
    run();
    EXPECT_FALSE(document.metadata.interrupted);
}

// As when somebody tells all processes of a service to end: the launcher obeys first.
TEST_F(Sweeping, AChildThatIsToldToEndTooDidNotFail)
{
    plan.repeats = 1;
    options.launcher = {COWNSCOPE_HOSTILE_CHILD, "hang"};
    hooks.begun = [&](const RunPlace &) { control.stop(); };
    hooks.failed = [&](const RunPlace &, const PointError &error) { FAIL() << error.message; };
    run();
    EXPECT_TRUE(document.points.empty());
    EXPECT_TRUE(document.metadata.interrupted);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "lab/results/result_error.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

const MeasureHooks never;

MeasureHooks interruptedBy(Interrupted interrupted)
{
    return {.interrupted = std::move(interrupted)};
}

std::uint64_t number(const Json &json)
{
    return json.get<std::uint64_t>();
}

} // namespace

TEST(ChainRingExperiment, CountsTheStepsOfItsWindowAlone)
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    options.nullPayload = true;
    experiment.workers = 2;
    experiment.durationSeconds = 0.2;
    experiment.warmupSeconds = 0.4;
    experiment.schedulerStats = true;
    bool counted = false;
    for (int attempt = 0; attempt < 10 && !counted; ++attempt) {
        const auto repeat = measure(derived(experiment), 3, never);
        ASSERT_TRUE(repeat);
        EXPECT_EQ(repeat->repeatIndex, 3u);
        EXPECT_GE(repeat->elapsedSeconds, 0.2);
        ASSERT_TRUE(repeat->completedBehaviors);
        const auto completed = static_cast<double>(*repeat->completedBehaviors);
        EXPECT_GT(completed, 0);
        EXPECT_NEAR(repeat->throughput, completed / repeat->elapsedSeconds,
                    repeat->throughput * 1e-9);
        EXPECT_TRUE(repeat->queueStats->is_array());
        EXPECT_EQ(repeat->schedulerStats->size(), 2u);

        // The counts of the scheduler and of the chains agree, except for behaviors in flight at
        // either end, and those that ran while the reading thread was preempted between its two
        // readings, which does not happen every time. With the warm-up, there would be three times
        // as many.
        std::uint64_t executed = 0;
        for (const Json &worker : *repeat->schedulerStats)
            executed += number(worker["executed"]);
        counted = std::abs(static_cast<double>(executed) - completed) < 0.3 * completed;
    }
    EXPECT_TRUE(counted);
}

TEST(ChainRingExperiment, LeavesCountersOutUnlessAskedFor)
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    options.nullPayload = true;
    experiment.durationSeconds = 0.02;
    experiment.warmupSeconds = 0;
    const auto repeat = measure(derived(experiment), 0, never);
    ASSERT_TRUE(repeat);
    EXPECT_TRUE(repeat->schedulerStats->is_null());
    EXPECT_TRUE(repeat->queueStats->is_null());
    EXPECT_TRUE(repeat->derived->is_object());
}

TEST(ChainRingExperiment, InputsAreDerivedAndFixedAreNot)
{
    Experiment experiment(chainRingWorkload());
    experiment.workers = 2;
    const Json fixed = inputsJson(experiment);
    EXPECT_TRUE(fixed["rings"].is_null());
    EXPECT_TRUE(fixed["chains_per_ring"].is_null());
    const Json inputs = inputsJson(derived(experiment));
    EXPECT_EQ(inputs["rings"], 8);
    EXPECT_EQ(inputs["chains_per_ring"], 8);
    EXPECT_EQ(inputs["ring_size"], 128);
    EXPECT_EQ(inputs["null_payload"], false);
}

TEST(ChainRingExperiment, IsValidatedBeforeItRuns)
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    EXPECT_TRUE(validate(derived(experiment)));
    experiment.durationSeconds = 0;
    EXPECT_EQ(validate(derived(experiment)).reason(),
              "duration must be above 0 and warmup must not be below 0");
    experiment.durationSeconds = std::nan("");
    EXPECT_FALSE(validate(derived(experiment)));
    experiment.durationSeconds = 1;
    experiment.workers = 0;
    EXPECT_EQ(validate(derived(experiment)).reason(), "workers must be at least 1");
    experiment.workers = 1;
    options.groupSize = 65;
    EXPECT_NE(validate(derived(experiment)).reason().find("chains would collide"),
              std::string::npos);
    options.groupSize = 2;
    options.payloadRows = options.payloadCols = 30000;
    EXPECT_NE(validate(derived(experiment)).reason().find("GiB"), std::string::npos);
}

TEST(ChainRingExperiment, EndsSoonWhenInterrupted)
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    experiment.durationSeconds = 3600;
    options.iters = 50;
    const auto begin = std::chrono::steady_clock::now();
    int asked = 0;
    EXPECT_FALSE(measure(derived(experiment), 0, interruptedBy([&] { return ++asked > 5; })));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(100));
}

TEST(BoidsExperiment, MeasuresExactlyTheStepsAskedFor)
{
    for (const unsigned workers : {1u, 2u}) {
        Experiment experiment(boidsWorkload());
        auto &options = experiment.options.as<BoidsOptions>();
        experiment.workers = workers;
        options.boids = 500;
        experiment.steps = 25;
        experiment.warmupSeconds = 0.05;
        experiment.schedulerStats = true;
        const auto repeat = measure(experiment, 0, never);
        ASSERT_TRUE(repeat);
        EXPECT_EQ(repeat->more["steps"], 25);
        EXPECT_EQ(repeat->more["boid_updates"], 25 * 500);
        EXPECT_NEAR(repeat->throughput, 25 / repeat->elapsedSeconds, repeat->throughput * 1e-9);
        EXPECT_NEAR(repeat->more["ns_per_boid"].get<double>(),
                    repeat->elapsedSeconds * 1e9 / (25 * 500), 1e-6);
        EXPECT_NEAR(repeat->more["boid_updates_per_s"].get<double>(),
                    25 * 500 / repeat->elapsedSeconds, 1e-3);
        EXPECT_GE(repeat->completedBehaviors.value_or(0), 25u);
        EXPECT_EQ(repeat->schedulerStats->size(), workers);
    }
}

TEST(BoidsExperiment, TheSameStepsGiveTheSameFlockForAnyNumberOfWorkers)
{
    std::optional<double> neighbors;
    for (const unsigned workers : {1u, 2u, 3u}) {
        Experiment experiment(boidsWorkload());
        experiment.workers = workers;
        experiment.steps = 40;
        experiment.warmupSeconds = 0;
        const auto repeat = measure(experiment, 0, never);
        ASSERT_TRUE(repeat);
        const double end = repeat->more["mean_neighbors_end"].get<double>();
        EXPECT_EQ(end, neighbors.value_or(end));
        EXPECT_NE(end, repeat->more["mean_neighbors_initial"].get<double>());
        neighbors = end;
    }
}

TEST(BoidsExperiment, AWholeWindowHasWholeSteps)
{
    Experiment experiment(boidsWorkload());
    experiment.durationSeconds = 0.2;
    experiment.warmupSeconds = 0.02;
    const auto repeat = measure(experiment, 0, never);
    ASSERT_TRUE(repeat);
    EXPECT_GT(number(repeat->more["steps"]), 0u);
    EXPECT_EQ(number(repeat->more["boid_updates"]), number(repeat->more["steps"]) * 300);
    EXPECT_GE(repeat->elapsedSeconds, 0.2);
}

TEST(BoidsExperiment, TheWorldIsMadeForTheNeighborsAskedFor)
{
    for (const double neighbors : {5.0, 20.0}) {
        Experiment experiment(boidsWorkload());
        auto &options = experiment.options.as<BoidsOptions>();
        options.boids = 20000;
        fitWorld(options, neighbors);
        const boids::Parameters &world = options.parameters;
        EXPECT_NEAR(world.worldWidth / world.worldHeight, 1.5, 1e-3);
        experiment.steps = 1;
        experiment.warmupSeconds = 0;
        const auto repeat = measure(experiment, 0, never);
        ASSERT_TRUE(repeat);
        // Boids near the border see fewer, since there are none beyond it.
        EXPECT_NEAR(repeat->more["mean_neighbors_initial"].get<double>(), neighbors,
                    0.05 * neighbors);
    }
}

TEST(BoidsExperiment, OfNobodyHasNoRatios)
{
    Experiment experiment(boidsWorkload());
    auto &options = experiment.options.as<BoidsOptions>();
    options.boids = 0;
    experiment.steps = 3;
    experiment.warmupSeconds = 0;
    const auto repeat = measure(experiment, 0, never);
    ASSERT_TRUE(repeat);
    EXPECT_EQ(repeat->more["steps"], 3);
    EXPECT_TRUE(repeat->more["ns_per_boid"].is_null());
    EXPECT_TRUE(repeat->more["mean_neighbors_end"].is_null());
}

TEST(BoidsExperiment, IsValidatedBeforeItRuns)
{
    Experiment experiment(boidsWorkload());
    auto &options = experiment.options.as<BoidsOptions>();
    EXPECT_TRUE(validate(experiment));
    experiment.steps = 0;
    EXPECT_EQ(validate(experiment).reason(), "steps must be at least 1");
    experiment.steps.reset();
    options.neighbors = 0;
    EXPECT_EQ(validate(experiment).reason(), "neighbors must be above 0");
    options.neighbors.reset();
    options.boids = boids::maxBoids + 1;
    EXPECT_NE(validate(experiment).reason().find("boids"), std::string::npos);
}

TEST(BoidsExperiment, EndsSoonWhenInterrupted)
{
    const auto begin = std::chrono::steady_clock::now();
    for (const bool bySteps : {false, true}) {
        Experiment experiment(boidsWorkload());
        experiment.durationSeconds = 3600;
        if (bySteps)
            experiment.steps = 1'000'000'000;
        experiment.warmupSeconds = 0;
        int asked = 0;
        EXPECT_FALSE(measure(experiment, 0, interruptedBy([&] { return ++asked > 5; })));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(100));
}

TEST(BoidsExperiment, NumbersAreWrittenAsTheyWereMeant)
{
    const Json inputs = inputsJson(Experiment(boidsWorkload()));
    EXPECT_EQ(inputs["centering"], 0.005);
    EXPECT_EQ(inputs["matching"], 0.05);
    EXPECT_EQ(inputs["world_width"], 1200);
    EXPECT_EQ(inputs["duration"], 5);
    EXPECT_TRUE(inputs["steps"].is_null());
}

TEST(ChainRingExperiment, PinnedWorkGoesOnBesideTheChains)
{
    Experiment experiment(chainRingWorkload());
    auto &options = experiment.options.as<ChainRingOptions>();
    options.nullPayload = true;
    experiment.durationSeconds = 0.3;
    experiment.warmupSeconds = 0;
    options.pinnedSpinner = true;
    options.pinnedSpinnerSleepSeconds = 0.01;
    experiment.schedulerStats = true;
    const auto repeat = measure(derived(experiment), 0, never);
    ASSERT_TRUE(repeat);
    const auto dispatches = number(repeat->more["pinned_dispatches"]);
    EXPECT_GE(dispatches, 1u);
    EXPECT_LE(dispatches, 31u); // each sleeps for 10 ms
    EXPECT_NEAR(static_cast<double>(number((*repeat->queueStats)[0]["popped_total"])),
                static_cast<double>(dispatches), 1);
    EXPECT_GT(repeat->throughput, 0);
    options.pinnedSpinner = false;
    EXPECT_EQ(measure(derived(experiment), 0, never)->more["pinned_dispatches"], 0);
}

TEST(FanOutExperiment, RunsEveryChildOnce)
{
    for (const unsigned workers : {1u, 2u, 5u}) {
        Experiment experiment(fanOutWorkload());
        experiment.workers = workers;
        experiment.options.as<FanOutOptions>().producerSteps = 50;
        experiment = derived(experiment);
        const auto &options = experiment.options.as<FanOutOptions>();
        EXPECT_EQ(options.producers, 1u);
        EXPECT_EQ(options.fanoutWidth, 4 * workers);
        const auto repeat = measure(experiment, 1, never);
        ASSERT_TRUE(repeat);
        EXPECT_FALSE(repeat->completedBehaviors);
        EXPECT_EQ(repeat->more["completed_children"], 200 * workers);
        EXPECT_NEAR(repeat->throughput, 200 * workers / repeat->elapsedSeconds,
                    repeat->throughput * 1e-9);
        const Json &derivedMetrics = *repeat->derived;
        std::uint64_t popped = 0;
        for (const Json &count : derivedMetrics["worker_pop_counts"])
            popped += number(count);
        EXPECT_EQ(popped, 200u * workers + 50u);
        EXPECT_EQ(repeat->schedulerStats->size(), workers);
    }
}

TEST(FanOutExperiment, EndsSoonWhenInterrupted)
{
    Experiment experiment(fanOutWorkload());
    auto &options = experiment.options.as<FanOutOptions>();
    options.producerSteps = 1'000'000'000'000;
    const auto begin = std::chrono::steady_clock::now();
    int asked = 0;
    EXPECT_FALSE(measure(derived(experiment), 0, interruptedBy([&] { return ++asked > 5; })));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(100));
}

TEST(FanOutExperiment, IsValidatedBeforeItRuns)
{
    Experiment experiment(fanOutWorkload());
    auto &options = experiment.options.as<FanOutOptions>();
    EXPECT_TRUE(validate(derived(experiment)));
    options.childIters = 0;
    EXPECT_EQ(validate(derived(experiment)).reason(), "child_iters must be >= 1, got 0");
    options.childIters = 1;
    options.payloadCols = 3;
    EXPECT_NE(validate(derived(experiment)).reason().find("square"), std::string::npos);
}

TEST(Experiment, ComesBackFromItsInputs)
{
    Experiment rings(chainRingWorkload());
    auto &ringsOptions = rings.options.as<ChainRingOptions>();
    rings.workers = 3;
    ringsOptions.iters = 7;
    ringsOptions.nullPayload = true;
    ringsOptions.pinnedSpinner = true;
    Experiment fanOut(fanOutWorkload());
    auto &fanOutOptions = fanOut.options.as<FanOutOptions>();
    fanOutOptions.producers = 5;
    fanOutOptions.producerSteps = 1'000'000'000'000;
    Experiment boids(boidsWorkload());
    auto &boidsOptions = boids.options.as<BoidsOptions>();
    boidsOptions.boids = 9;
    boidsOptions.parameters.visualRange = 33.3f;
    boids.steps = 4;
    for (const Experiment &experiment :
         {rings, derived(rings), fanOut, boids, Experiment(boidsWorkload())}) {
        const Json inputs = inputsJson(experiment);
        EXPECT_EQ(inputsJson(experimentFromInputs(inputs)), inputs);
    }
    EXPECT_EQ(experimentFromInputs(inputsJson(boids)).options.as<BoidsOptions>().parameters,
              boidsOptions.parameters);
}

TEST(Experiment, InputsThatAreWrongNameTheField)
{
    const auto problemOf = [](const Json &inputs) -> std::string {
        try {
            experimentFromInputs(inputs);
        } catch (const ResultError &error) {
            return error.what();
        }
        return {};
    };
    EXPECT_EQ(problemOf({{"workers", 1}}), "inputs.workload is missing");
    EXPECT_EQ(problemOf({{"workload", "sorting"}}),
              "workload must be chain-ring, fanout or boids, but is \"sorting\"");
    EXPECT_EQ(problemOf({{"workload", "boids"}, {"workers", -1}}),
              "inputs.workers must be a whole number, 0 or more");
    EXPECT_EQ(problemOf({{"workload", "boids"}, {"centering", 1e300}}),
              "inputs.centering must be a number within the range of a float");
}

TEST(LiveReadings, TellWhatGoesOnWhileThereIsSomething)
{
    LiveReadings readings;
    EXPECT_FALSE(readings.read());
    {
        boc::Runtime runtime({.workers = 2});
        const LiveReadings::Source source(&readings, runtime, [] { return 42; });
        readings.enter(Phase::Measuring, 5);
        const auto reading = readings.read();
        ASSERT_TRUE(reading);
        EXPECT_EQ(reading->phase, Phase::Measuring);
        EXPECT_EQ(reading->plannedSeconds, 5.0);
        EXPECT_EQ(reading->units, 42u);
        EXPECT_EQ(reading->statistics.workers.size(), 2u);
    }
    EXPECT_FALSE(readings.read());
}

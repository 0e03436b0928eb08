// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/sampler.h"

#include "lab/results/result_json.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"

#include <gtest/gtest.h>

#include <cmath>
#include <ctime>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

Configuration flockOf(std::uint32_t boids)
{
    Configuration configuration;
    configuration.workers = 2;
    configuration.flock.boids = boids;
    return configuration;
}

TEST(Sampler, FeedsTheModels)
{
    test::FrameCounter view;
    Engine engine{flockOf(500), view.ports()};
    Sampler sampler{&engine};
    engine.setPaused(false);
    const auto &latest = sampler.latest();
    // The right figures, once the machine lets the engine have its speed.
    EXPECT_TRUE(test::spinUntil([&latest] { return std::abs(latest.stepsPerSecond - 60) < 10; }))
        << latest.stepsPerSecond;
    EXPECT_TRUE(test::spinUntil([&latest] { return latest.framesPerSecond > 30; }));
    EXPECT_TRUE(test::spinUntil([&latest] {
        return std::abs(latest.boidUpdatesPerSecond - 500 * latest.stepsPerSecond) < 1500;
    }));
    EXPECT_TRUE(test::spinUntil([&latest] { return latest.behaviorsPerSecond > 100; }));
    EXPECT_TRUE(
        test::spinUntil([&latest] { return latest.pumpShare > 0 && latest.pumpShare < 0.5; }));
    EXPECT_EQ(sampler.behaviors()->history(0).size(), sampler.pinned()->history(1).size());
    EXPECT_EQ(sampler.workers()->rowCount(), 2);
    EXPECT_TRUE(test::spinUntil([&sampler] {
        double pops = 0;
        for (int worker = 0; worker < 2; ++worker)
            pops += sampler.workers()
                        ->data(sampler.workers()->index(worker, WorkerCountersModel::LocalPops),
                               Qt::EditRole)
                        .toDouble();
        return pops > 50;
    }));
}

// From one step to the next, whatever the number of workers; the parts add up to it.
TEST(Sampler, AStepIsToldWithItsOwnTime)
{
    test::FrameCounter view;
    Configuration configuration = flockOf(500);
    configuration.workers = 6;
    Engine engine{configuration, view.ports()};
    Sampler sampler{&engine};
    const StepSplitModel *step = sampler.stepSplit();
    engine.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] {
        const double expected = 1 / sampler.latest().stepsPerSecond;
        return std::abs(step->total() - expected) < 0.2 * expected;
    })) << step->total();
    double sum = 0;
    for (int part = 0; part < StepSplitModel::PartCount; ++part) {
        const double seconds = step->data(step->index(part, 0), Qt::EditRole).toDouble();
        EXPECT_GE(seconds, 0);
        sum += seconds;
    }
    EXPECT_DOUBLE_EQ(sum, step->total());
    EXPECT_GT(step->data(step->index(StepSplitModel::Forces, 0), Qt::EditRole).toDouble(), 0);
    EXPECT_TRUE(step->applies());
    configuration.workload = WorkloadKind::ChainRing;
    configuration.rings.nullPayload = true;
    engine.apply(configuration);
    EXPECT_TRUE(test::spinUntil([&] { return !step->applies(); })) << "rings have no such steps";
    configuration.workload = WorkloadKind::Boids;
    engine.apply(configuration);
    EXPECT_TRUE(test::spinUntil([&] { return step->applies(); }));
}

TEST(Sampler, SamplesTenTimesASecond)
{
    test::FrameCounter view;
    Engine engine{flockOf(10), view.ports()};
    Sampler sampler{&engine};
    engine.setPaused(false);
    EXPECT_TRUE(test::holdsOnce(20, [&sampler] {
        const auto before = sampler.steps()->history(0).size();
        QElapsedTimer elapsed;
        elapsed.start();
        test::spin(1000ms);
        const auto samples = static_cast<double>(sampler.steps()->history(0).size() - before);
        EXPECT_LE(samples, static_cast<double>(elapsed.elapsed()) / 100 + 2);
        return samples > 7;
    }));
}

TEST(Sampler, SleepsWhilePaused)
{
    test::FrameCounter view;
    Engine engine{flockOf(300), view.ports()};
    Sampler sampler{&engine};
    int samples = 0;
    QObject::connect(&sampler, &Sampler::sampled, &sampler, [&samples] { ++samples; });
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return samples > 3; }));
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] {
        const int before = samples;
        test::spin(500ms);
        return samples == before && sampler.steps()->history(0).last() == 0;
    })) << "it never sleeps, or its line does not go to zero";

    const int slept = samples;
    const std::clock_t before = std::clock();
    test::spin(1000ms);
    const double share = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::printf("idle while paused: %.2f %% of a core (engine and sampler)\n", 100 * share);
#ifndef COWNSCOPE_SANITIZED
    EXPECT_LT(share, 0.05);
#endif
    EXPECT_EQ(samples, slept);
    engine.setPaused(false);
    const int asleep = samples;
    EXPECT_TRUE(test::spinUntil([&] { return samples > asleep + 2; }));
}

TEST(Sampler, DocumentTellsWhatRan)
{
    test::FrameCounter view;
    Engine engine{flockOf(400), view.ports()};
    Sampler sampler{&engine};
    QElapsedTimer running;
    running.start();
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] {
        const lab::Point point = sampler.document().points.at(0);
        return point.repeats.at(0).more.at("samples").at("steps_per_s").size() > 10
            && point.repeats.at(0).more.at("frames").get<int>() > 20;
    }));
    const double ran = static_cast<double>(running.nsecsElapsed()) * 1e-9;
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    const auto json = lab::toJson(sampler.document());
    ASSERT_EQ(json.at("points").size(), 1u);
    const auto &point = json.at("points").at(0);
    EXPECT_EQ(point.at("inputs").at("boids"), 400);
    EXPECT_EQ(point.at("inputs").at("workers"), 2);
    EXPECT_EQ(point.at("inputs").at("workload"), "boids");
    const auto &repeat = point.at("repeats").at(0);
    const double elapsed = repeat.at("elapsed_s");
    const double steps = repeat.at("steps");
    EXPECT_GT(elapsed, 0.75);
    EXPECT_LT(elapsed, ran + 0.001);
    EXPECT_NEAR(repeat.at("throughput").get<double>(), steps / elapsed, 1e-6);
    EXPECT_EQ(repeat.at("boid_updates").get<double>(), 400 * steps);
    EXPECT_EQ(repeat.at("scheduler_stats").size(), 2u);
    EXPECT_TRUE(repeat.at("scheduler_stats").at(0).contains("popped_via_steal"));
    EXPECT_GT(repeat.at("completed_behaviors").get<int>(), 20);
    EXPECT_TRUE(point.at("throughput_stdev").is_null());
    EXPECT_EQ(lab::toJson(lab::documentFromJson(json)), json) << "the reader does not take it";
}

TEST(Sampler, PausesDoNotCountAndChangesBeginAPoint)
{
    test::FrameCounter view;
    Engine engine{flockOf(300), view.ports()};
    Sampler sampler{&engine};
    const auto elapsed = [&sampler] {
        return sampler.document().points.back().repeats.at(0).elapsedSeconds;
    };
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return elapsed() > 0.6; }));
    engine.setPaused(true);
    const double atPause = elapsed();
    test::spin(900ms);
    EXPECT_EQ(elapsed(), atPause);

    Configuration other = engine.configuration();
    other.workers = 1;
    engine.apply(other);
    engine.setPaused(false);
    ASSERT_TRUE(
        test::spinUntil([&] { return sampler.document().points.size() == 2 && elapsed() > 0.6; }));
    const auto kept = sampler.steps()->history(0).size();
    EXPECT_GT(kept, 10u) << "fewer workers do the same";
    other.workload = WorkloadKind::ChainRing;
    other.rings.nullPayload = true;
    engine.apply(other);
    EXPECT_TRUE(
        test::spinUntil([&sampler, kept] { return sampler.steps()->history(0).size() < kept; }))
        << "steps of boids on the axis of rings";
    ASSERT_TRUE(test::spinUntil([&] {
        const lab::Document document = sampler.document();
        return document.points.size() == 3 && document.points[2].repeats.at(0).throughput > 1000;
    }));
    const lab::Document document = sampler.document();
    ASSERT_EQ(document.points.size(), 3u);
    EXPECT_EQ(document.points[0].inputs.at("workers"), 2);
    EXPECT_EQ(document.points[1].inputs.at("workers"), 1);
    EXPECT_EQ(document.points[2].inputs.at("workload"), "chain-ring");
    const lab::Repeat &rings = document.points[2].repeats.at(0);
    EXPECT_EQ(rings.completedBehaviors, rings.more.at("steps").get<std::uint64_t>());

    sampler.restart();
    EXPECT_EQ(sampler.document().points.size(), 1u);
    EXPECT_LT(sampler.steps()->history(0).size(), 2u);
}

} // namespace
} // namespace cownscope::ui

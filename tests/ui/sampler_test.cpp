// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_json.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/charts/live_charts.h"
#include "ui/simulation/sampler.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <ctime>
#include <thread>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

LiveConfiguration flockWith(std::uint32_t boids)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 2;
    flockOf(configuration).boids = boids;
    return configuration;
}

TEST(Sampler, FeedsTheModels)
{
    test::FrameCounter view;
    LocalSimulation simulation{flockWith(500), view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    const LiveCharts charts{&sampler, {}};
    simulation.setPaused(false);
    const auto latest = [&sampler](std::string_view name) { return sampler.value(name).value(); };
    // The correct rates, once the machine is fast enough for the simulation.
    EXPECT_TRUE(test::spinUntil([&] { return std::abs(latest("steps_per_s") - 60) < 10; }))
        << latest("steps_per_s");
    EXPECT_TRUE(test::spinUntil([&] { return latest("frames_per_s") > 30; }));
    EXPECT_TRUE(test::spinUntil([&] {
        return std::abs(latest("boid_updates_per_s") - 500 * latest("steps_per_s")) < 1500;
    }));
    EXPECT_TRUE(test::spinUntil([&] { return latest("behaviors_per_s") > 100; }));
    EXPECT_TRUE(
        test::spinUntil([&] { return latest("pump_share") > 0 && latest("pump_share") < 0.5; }));
    EXPECT_EQ(charts.curve("behaviors_per_s").history().size(),
              charts.curve("pinned_age_s").history().size());
    EXPECT_EQ(charts.workers()->rowCount(), 2);
    EXPECT_TRUE(test::spinUntil([&charts] {
        double pops = 0;
        for (int worker = 0; worker < 2; ++worker)
            pops += charts.workers()
                        ->data(charts.workers()->index(worker, WorkerCountersModel::LocalPops),
                               Qt::EditRole)
                        .toDouble();
        return pops > 50;
    }));
}

TEST(Sampler, SamplesTenTimesASecond)
{
    test::FrameCounter view;
    LocalSimulation simulation{flockWith(10), view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    const LiveCharts charts{&sampler, {}};
    const LiveCharts::Curve steps = charts.curve("steps_per_s");
    simulation.setPaused(false);
    EXPECT_TRUE(test::holdsOnce(20, [&steps] {
        const auto before = steps.history().size();
        QElapsedTimer elapsed;
        elapsed.start();
        test::spin(1000ms);
        const auto samples = static_cast<double>(steps.history().size() - before);
        EXPECT_LE(samples, static_cast<double>(elapsed.elapsed()) / 100 + 2);
        return samples > 7;
    }));
}

TEST(Sampler, SleepsWhilePaused)
{
    test::FrameCounter view;
    LocalSimulation simulation{flockWith(300), view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    const LiveCharts charts{&sampler, {}};
    const LiveCharts::Curve steps = charts.curve("steps_per_s");
    int samples = 0;
    QObject::connect(&sampler, &Sampler::sampled, &sampler, [&samples] { ++samples; });
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return samples > 3; }));
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] {
        const int before = samples;
        test::spin(300ms);
        return samples == before && steps.history().last() == 0;
    })) << "it never sleeps, or its line does not go to zero";

    const int slept = samples;
    const std::clock_t before = std::clock();
    test::spin(500ms);
    const double share = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC / 0.5;
    std::printf("idle while paused: %.2f %% of a core (simulation and sampler)\n", 100 * share);
#ifndef COWNSCOPE_SANITIZED
    EXPECT_LT(share, 0.05);
#endif
    EXPECT_EQ(samples, slept);
    simulation.setPaused(false);
    const int asleep = samples;
    EXPECT_TRUE(test::spinUntil([&] { return samples > asleep + 2; }));
}

TEST(Sampler, DocumentTellsWhatRan)
{
    test::FrameCounter view;
    LocalSimulation simulation{flockWith(400), view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    QElapsedTimer running;
    running.start();
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] {
        const lab::Point point = sampler.document().points.at(0);
        return point.repeats.at(0).more.at("samples").at("steps_per_s").size() > 10
            && point.repeats.at(0).more.at("frames").get<int>() > 20;
    }));
    const double ran = static_cast<double>(running.nsecsElapsed()) * 1e-9;
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
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

// The new workload has counters that the old one does not have.
TEST(Sampler, ARestartDuringASwitchWaitsForTheNewWorkload)
{
    test::FrameCounter view;
    LiveConfiguration configuration{lab::chainRingWorkload()};
    ringsOf(configuration).nullPayload = true;
    LocalSimulation simulation{configuration, view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    int cleared = 0;
    QObject::connect(&sampler, &Sampler::cleared, [&cleared] { ++cleared; });
    std::atomic<bool> mayEnd{false};
    simulation.runtime()->when() << [&mayEnd] {
        while (!mayEnd)
            std::this_thread::yield();
    };
    configuration.setWorkload(lab::boidsWorkload());
    ASSERT_TRUE(simulation.apply(configuration));
    sampler.restart();
    test::spin(350ms); // some samples
    EXPECT_TRUE(simulation.isSwitching());
    EXPECT_EQ(cleared, 0);
    EXPECT_TRUE(sampler.document().points.empty());
    mayEnd = true;
    ASSERT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_EQ(cleared, 1);
    EXPECT_TRUE(sampler.value("boid_updates_per_s"));
}

TEST(Sampler, PausesDoNotCountAndChangesBeginAPoint)
{
    test::FrameCounter view;
    LocalSimulation simulation{flockWith(300), view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    const LiveCharts charts{&sampler, {}};
    const LiveCharts::Curve steps = charts.curve("steps_per_s");
    const auto elapsed = [&sampler] {
        return sampler.document().points.back().repeats.at(0).elapsedSeconds;
    };
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return elapsed() > 0.6; }));
    simulation.setPaused(true);
    const double atPause = elapsed();
    test::spin(300ms);
    EXPECT_EQ(elapsed(), atPause);

    LiveConfiguration other = simulation.configuration();
    other.workers = 1;
    EXPECT_TRUE(simulation.apply(other));
    simulation.setPaused(false);
    ASSERT_TRUE(
        test::spinUntil([&] { return sampler.document().points.size() == 2 && elapsed() > 0.6; }));
    const auto kept = steps.history().size();
    EXPECT_GT(kept, 10u) << "fewer workers do the same";
    other.setWorkload(lab::chainRingWorkload());
    ringsOf(other).nullPayload = true;
    EXPECT_TRUE(simulation.apply(other));
    EXPECT_TRUE(test::spinUntil([&steps, kept] { return steps.history().size() < kept; }))
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
    EXPECT_LT(steps.history().size(), 2u);
}

} // namespace
} // namespace cownscope::ui

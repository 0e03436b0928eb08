// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/sampler.h"

#include "lab/result_json.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"

#include <gtest/gtest.h>

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
    test::spin(1500ms);
    EXPECT_NEAR(sampler.latest().stepsPerSecond, 60, 15);
    EXPECT_GT(sampler.latest().framesPerSecond, 30);
    EXPECT_NEAR(sampler.latest().boidUpdatesPerSecond, 500 * sampler.latest().stepsPerSecond, 5000);
    EXPECT_GT(sampler.latest().behaviorsPerSecond, 100);
    EXPECT_GT(sampler.latest().pumpShare, 0);
    EXPECT_LT(sampler.latest().pumpShare, 0.5);
    EXPECT_NEAR(static_cast<double>(sampler.steps()->history(0).size()), 13, 4) << "10 Hz";
    EXPECT_EQ(sampler.behaviors()->history(0).size(), sampler.pinned()->history(1).size());
    EXPECT_EQ(sampler.workers()->rowCount(), 2);
    double pops = 0;
    for (int worker = 0; worker < 2; ++worker)
        pops += sampler.workers()
                    ->data(sampler.workers()->index(worker, WorkerCountersModel::LocalPops),
                           Qt::EditRole)
                    .toDouble();
    EXPECT_GT(pops, 50);
}

TEST(Sampler, SleepsWhilePaused)
{
    test::FrameCounter view;
    Engine engine{flockOf(300), view.ports()};
    Sampler sampler{&engine};
    int samples = 0;
    QObject::connect(&sampler, &Sampler::sampled, &sampler, [&samples] { ++samples; });
    engine.setPaused(false);
    test::spin(500ms);
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] {
        const int before = samples;
        test::spin(350ms);
        return samples == before;
    })) << "it never sleeps";
    EXPECT_EQ(sampler.steps()->history(0).last(), 0) << "the line has not gone to zero";

    const std::clock_t before = std::clock();
    test::spin(1000ms);
    const double share = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    std::printf("idle while paused: %.2f %% of a core (engine and sampler)\n", 100 * share);
#ifndef COWNSCOPE_SANITIZED
    EXPECT_LT(share, 0.02);
#endif
    engine.setPaused(false);
    const int asleep = samples;
    EXPECT_TRUE(test::spinUntil([&] { return samples > asleep + 2; }));
}

TEST(Sampler, DocumentTellsWhatRan)
{
    test::FrameCounter view;
    Engine engine{flockOf(400), view.ports()};
    Sampler sampler{&engine};
    engine.setPaused(false);
    test::spin(1200ms);
    const auto json = lab::toJson(sampler.document());
    ASSERT_EQ(json.at("points").size(), 1u);
    const auto &point = json.at("points").at(0);
    EXPECT_EQ(point.at("inputs").at("boids"), 400);
    EXPECT_EQ(point.at("inputs").at("workers"), 2);
    EXPECT_EQ(point.at("inputs").at("workload"), "boids");
    const auto &repeat = point.at("repeats").at(0);
    const double elapsed = repeat.at("elapsed_s");
    const double steps = repeat.at("steps");
    EXPECT_NEAR(elapsed, 1.15, 0.2);
    EXPECT_NEAR(repeat.at("throughput").get<double>(), steps / elapsed, 1e-6);
    EXPECT_EQ(repeat.at("boid_updates").get<double>(), 400 * steps);
    EXPECT_EQ(repeat.at("scheduler_stats").size(), 2u);
    EXPECT_TRUE(repeat.at("scheduler_stats").at(0).contains("popped_via_steal"));
    EXPECT_GT(repeat.at("frames").get<int>(), 20);
    EXPECT_GT(repeat.at("completed_behaviors").get<int>(), 100);
    const std::size_t samples = repeat.at("samples").at("steps_per_s").size();
    EXPECT_NEAR(static_cast<double>(samples), 11, 3);
    EXPECT_TRUE(point.at("throughput_stdev").is_null());
    EXPECT_EQ(lab::toJson(lab::documentFromJson(json)), json) << "the reader does not take it";
}

TEST(Sampler, PausesDoNotCountAndChangesBeginAPoint)
{
    test::FrameCounter view;
    Engine engine{flockOf(300), view.ports()};
    Sampler sampler{&engine};
    engine.setPaused(false);
    test::spin(900ms);
    engine.setPaused(true);
    test::spin(900ms);
    EXPECT_LT(sampler.document().points.at(0).repeats.at(0).elapsedSeconds, 1.1);

    Configuration other = engine.configuration();
    other.workers = 1;
    engine.apply(other);
    engine.setPaused(false);
    test::spin(1000ms);
    other.workload = WorkloadKind::ChainRing;
    other.rings.nullPayload = true;
    engine.apply(other);
    test::spin(1000ms);
    const lab::Document document = sampler.document();
    ASSERT_EQ(document.points.size(), 3u);
    EXPECT_EQ(document.points[0].inputs.at("workers"), 2);
    EXPECT_EQ(document.points[1].inputs.at("workers"), 1);
    EXPECT_EQ(document.points[2].inputs.at("workload"), "chain-ring");
    const lab::Repeat &rings = document.points[2].repeats.at(0);
    EXPECT_EQ(rings.completedBehaviors, rings.more.at("steps").get<std::uint64_t>());
    EXPECT_GT(rings.throughput, 1000);

    sampler.restart();
    EXPECT_EQ(sampler.document().points.size(), 1u);
    EXPECT_LT(sampler.steps()->history(0).size(), 2u);
}

} // namespace
} // namespace cownscope::ui

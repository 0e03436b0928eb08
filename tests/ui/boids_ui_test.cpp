// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/sampler.h"
#include "ui/views/view_host.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/step_split_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>

namespace cownscope::ui {
namespace {

// From one step to the next, whatever the number of workers; the parts add up to it.
TEST(BoidsUi, AStepIsToldWithItsOwnTime)
{
    test::FrameCounter view;
    LiveConfiguration configuration{lab::boidsWorkload()};
    flockOf(configuration).boids = 500;
    configuration.workers = 6;
    LocalSimulation simulation{configuration, view.ports()};
    Sampler sampler{&simulation, view.ports().workloads};
    BoidsUi boids;
    const ViewHost host{boids.view()};
    const std::unique_ptr<QWidget> chart{boids.makeCharts(sampler).at(0)};
    const StepSplitModel *step = boids.stepSplit();
    simulation.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] {
        const double expected = 1 / sampler.value("steps_per_s").value();
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
    configuration.setWorkload(lab::chainRingWorkload());
    ringsOf(configuration).nullPayload = true;
    EXPECT_TRUE(simulation.apply(configuration));
    EXPECT_TRUE(test::spinUntil([&] { return !step->applies(); })) << "rings have no such steps";
    configuration.setWorkload(lab::boidsWorkload());
    EXPECT_TRUE(simulation.apply(configuration));
    EXPECT_TRUE(test::spinUntil([&] { return step->applies(); }));
}

} // namespace
} // namespace cownscope::ui

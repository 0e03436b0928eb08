// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever runs, the simulation pauses, switches and ends at once: here a step would take hours.
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/local_simulation.h"

#include <gtest/gtest.h>

#include <memory>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

LiveConfiguration longRings(unsigned workers = 2, std::uint32_t payload = 256)
{
    LiveConfiguration configuration{lab::chainRingWorkload()};
    configuration.workers = workers;
    ringsOf(configuration).iters = 1'000'000'000;
    ringsOf(configuration).ringSize = 16;
    ringsOf(configuration).payloadRows = ringsOf(configuration).payloadCols = payload;
    return configuration;
}

// Everybody sees everybody.
LiveConfiguration crowd(unsigned workers = 2)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = workers;
    flockOf(configuration).boids = boids::maxBoids;
    flockOf(configuration).parameters.visualRange = 1e5f;
    configuration.of(lab::boidsWorkload()).speed.unlimited = true;
    return configuration;
}

// Until bodies of the workload run.
bool isUnderWay(LocalSimulation &simulation, const test::FrameCounter &view)
{
    return test::spinUntil([&] { return view.flockFrames + view.ringFrames > 0; })
        && test::spinUntil([&] { return simulation.runtime()->inFlight() > 0; });
}

TEST(SimulationLongWork, RingsPauseAtOnceAndSwitch)
{
    test::FrameCounter view;
    LocalSimulation simulation{longRings(), view.ports()};
    simulation.setPaused(false);
    ASSERT_TRUE(isUnderWay(simulation, view));
    simulation.setPaused(true);
    EXPECT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    simulation.setPaused(false);
    for (const unsigned workers : {1u, 3u}) {
        ASSERT_TRUE(isUnderWay(simulation, view));
        ASSERT_TRUE(simulation.apply(longRings(workers)));
        ASSERT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
        EXPECT_EQ(simulation.runtime()->workers(), workers);
    }
    LiveConfiguration boids = simulation.configuration();
    boids.setWorkload(lab::boidsWorkload());
    EXPECT_TRUE(simulation.apply(boids));
    EXPECT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 3; }));
}

TEST(SimulationLongWork, AFlockSwitchesAndLosesNobody)
{
    test::FrameCounter view;
    LocalSimulation simulation{crowd(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids > 0; }));
    simulation.setPaused(false);
    ASSERT_TRUE(isUnderWay(simulation, view));
    ASSERT_TRUE(simulation.apply(crowd(1)));
    ASSERT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_EQ(simulation.runtime()->workers(), 1u);
    LiveConfiguration few = simulation.configuration();
    flockOf(few).boids = 500;
    few.workers = 2;
    EXPECT_TRUE(simulation.apply(few));
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->boids == 500 && view.flock->step > 0; }));
    EXPECT_TRUE(view.allFinite);
}

// A step is long enough to be held by a pause, and short enough to be waited for.
TEST(SimulationLongWork, WhatIsHeldGoesOn)
{
    test::FrameCounter view;
    LiveConfiguration configuration = crowd();
    flockOf(configuration).boids = 20'000;
    LocalSimulation simulation{configuration, view.ports()};
    simulation.setPaused(false);
    const auto flies = [&] {
        const auto step = simulation.read().steps;
        const auto frames = view.flockFrames;
        return test::spinUntil(
            [&] { return simulation.read().steps > step && view.flockFrames > frames; });
    };
    EXPECT_TRUE(flies());
    for (const Speed &speed : {Speed{60, false, true}, Speed{2}, Speed{60, true}}) {
        configuration.of(lab::boidsWorkload()).speed = speed;
        EXPECT_TRUE(simulation.apply(configuration));
        EXPECT_TRUE(flies()) << "after a change of the speed";
        simulation.setPaused(true);
        test::spin(20ms);
        simulation.setPaused(false);
        EXPECT_TRUE(flies()) << "after a pause";
    }
    simulation.setPaused(true);
    const auto step = simulation.read().steps;
    simulation.step();
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps > step; }));
    EXPECT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    EXPECT_TRUE(simulation.reset());
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->step == 0; }));
}

TEST(SimulationLongWork, ItEndsAtOnce)
{
    for (const LiveConfiguration &configuration : {longRings(), longRings(40, 16), crowd()}) {
        test::FrameCounter view;
        auto simulation = std::make_unique<LocalSimulation>(configuration, view.ports());
        ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames + view.ringFrames > 0; }));
        simulation->setPaused(false);
        ASSERT_TRUE(isUnderWay(*simulation, view));
        test::spin(20ms);
        simulation.reset();
    }
}

} // namespace
} // namespace cownscope::ui

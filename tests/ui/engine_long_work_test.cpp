// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever runs, the engine pauses, switches and ends at once: here a step would take hours.
#include "ui/engine/engine.h"

#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"

#include <gtest/gtest.h>

#include <memory>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

Configuration longRings(unsigned workers = 2, std::uint32_t payload = 256)
{
    Configuration configuration;
    configuration.workload = WorkloadKind::ChainRing;
    configuration.workers = workers;
    configuration.rings.iters = 1'000'000'000;
    configuration.rings.ringSize = 16;
    configuration.rings.payloadRows = configuration.rings.payloadCols = payload;
    return configuration;
}

// Everybody sees everybody.
Configuration crowd(unsigned workers = 2)
{
    Configuration configuration;
    configuration.workers = workers;
    configuration.flock.boids = boids::maxBoids;
    configuration.flock.parameters.visualRange = 1e5f;
    configuration.flockSpeed.unlimited = true;
    return configuration;
}

// Until bodies of the workload run.
bool isUnderWay(Engine &engine, const test::FrameCounter &view)
{
    return test::spinUntil([&] { return view.flockFrames + view.ringFrames > 0; })
        && test::spinUntil([&] { return engine.runtime()->inFlight() > 0; });
}

TEST(EngineLongWork, RingsPauseAtOnceAndSwitch)
{
    test::FrameCounter view;
    Engine engine{longRings(), view.ports()};
    engine.setPaused(false);
    ASSERT_TRUE(isUnderWay(engine, view));
    engine.setPaused(true);
    EXPECT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    engine.setPaused(false);
    for (const unsigned workers : {1u, 3u}) {
        ASSERT_TRUE(isUnderWay(engine, view));
        ASSERT_EQ(engine.apply(longRings(workers)), std::nullopt);
        ASSERT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
        EXPECT_EQ(engine.runtime()->workers(), workers);
    }
    Configuration boids = engine.configuration();
    boids.workload = WorkloadKind::Boids;
    engine.apply(boids);
    EXPECT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 3; }));
}

TEST(EngineLongWork, AFlockSwitchesAndLosesNobody)
{
    test::FrameCounter view;
    Engine engine{crowd(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids > 0; }));
    engine.setPaused(false);
    ASSERT_TRUE(isUnderWay(engine, view));
    ASSERT_EQ(engine.apply(crowd(1)), std::nullopt);
    ASSERT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_EQ(engine.runtime()->workers(), 1u);
    Configuration few = engine.configuration();
    few.flock.boids = 500;
    few.workers = 2;
    engine.apply(few);
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->boids == 500 && view.flock->step > 0; }));
    EXPECT_TRUE(view.allFinite);
}

// A step is long enough to be held by a pause, and short enough to be waited for.
TEST(EngineLongWork, WhatIsHeldGoesOn)
{
    test::FrameCounter view;
    Configuration configuration = crowd();
    configuration.flock.boids = 20'000;
    Engine engine{configuration, view.ports()};
    engine.setPaused(false);
    const auto flies = [&] {
        const auto step = engine.read().steps;
        const auto frames = view.flockFrames;
        return test::spinUntil(
            [&] { return engine.read().steps > step && view.flockFrames > frames; });
    };
    EXPECT_TRUE(flies());
    for (const Speed &speed : {Speed{60, false, true}, Speed{2}, Speed{60, true}}) {
        configuration.flockSpeed = speed;
        engine.apply(configuration);
        EXPECT_TRUE(flies()) << "after a change of the speed";
        engine.setPaused(true);
        test::spin(20ms);
        engine.setPaused(false);
        EXPECT_TRUE(flies()) << "after a pause";
    }
    engine.setPaused(true);
    const auto step = engine.read().steps;
    engine.step();
    EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps > step; }));
    EXPECT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    engine.reset();
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->step == 0; }));
}

TEST(EngineLongWork, ItEndsAtOnce)
{
    for (const Configuration &configuration : {longRings(), longRings(40, 16), crowd()}) {
        test::FrameCounter view;
        auto engine = std::make_unique<Engine>(configuration, view.ports());
        ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames + view.ringFrames > 0; }));
        engine->setPaused(false);
        ASSERT_TRUE(isUnderWay(*engine, view));
        test::spin(20ms);
        engine.reset();
    }
}

} // namespace
} // namespace cownscope::ui

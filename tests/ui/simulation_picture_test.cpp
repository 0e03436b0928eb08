// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/local_simulation.h"

#include <gtest/gtest.h>

#include <vector>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

LiveConfiguration stepPerFrame(const lab::Workload &workload = lab::boidsWorkload())
{
    LiveConfiguration configuration{workload};
    configuration.workers = 2;
    ringsOf(configuration).iters = 20;
    configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
    configuration.of(lab::chainRingWorkload()).speed = {60, false, true};
    return configuration;
}

// A view that has drawn a frame only when it is told so.
class SlowView
{
public:
    SimulationPorts ports()
    {
        SimulationPorts result = counter.ports();
        result.seen = [this](const lab::Workload &) { return drawn == shown(); };
        result.hasSpace = [this] { return room; };
        return result;
    }
    std::uint64_t shown() const { return counter.flockFrames + counter.ringFrames; }
    bool draw(LocalSimulation &simulation)
    {
        if (drawn == shown())
            return false;
        drawn = shown();
        simulation.resumeDrawing();
        return true;
    }

    test::FrameCounter counter;
    std::uint64_t drawn = 0;
    bool room = true;
};

TEST(SimulationWithPicture, EveryStepOfTheFlockIsShownOnce)
{
    SlowView view;
    LocalSimulation simulation{stepPerFrame(), view.ports()};
    simulation.setPaused(false);
    std::vector<std::uint64_t> steps;
    while (steps.size() < 200) {
        ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
        ASSERT_EQ(view.shown(), view.drawn + 1) << "a frame nobody has asked for";
        steps.push_back(view.counter.flock->step);
        EXPECT_LE(simulation.read().steps, steps.back() + 1);
        view.draw(simulation);
    }
    // The frame of the initial state may come in addition to that of the first step.
    for (std::size_t i = 2; i < steps.size(); ++i)
        ASSERT_EQ(steps[i], steps[i - 1] + 1) << i;
}

TEST(SimulationWithPicture, NothingIsComputedWhileTheViewDraws)
{
    for (const lab::Workload *workload : {&lab::boidsWorkload(), &lab::chainRingWorkload()}) {
        SlowView view;
        LocalSimulation simulation{stepPerFrame(*workload), view.ports()};
        simulation.setPaused(false);
        for (int i = 0; i < 10; ++i) {
            ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
            view.draw(simulation);
        }
        ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
        ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
        const auto steps = simulation.read().steps;
        const auto shown = view.shown();
        test::spin(200ms);
        EXPECT_EQ(simulation.read().steps, steps) << "it goes on without the view";
        EXPECT_EQ(view.shown(), shown);
        view.draw(simulation);
        EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps > steps; }));
    }
}

TEST(SimulationWithPicture, EachFrameOfTheRingsIsOneStepOfEveryChain)
{
    SlowView view;
    LocalSimulation simulation{stepPerFrame(lab::chainRingWorkload()), view.ports()};
    const rings::Options rings = test::derivedRings(simulation);
    simulation.setPaused(false);
    const auto chains = std::uint64_t{rings.rings} * rings.chainsPerRing;
    std::uint64_t frames = 0;
    while (frames < 100) {
        ASSERT_TRUE(test::spinUntil([&] { return view.draw(simulation); }));
        ++frames;
        EXPECT_LE(simulation.read().steps, (frames + 1) * chains);
    }
    EXPECT_GE(simulation.read().steps, (frames - 3) * chains);
}

TEST(SimulationWithPicture, TheNextStepDoesNotWaitForTheTimer)
{
    SlowView view;
    LocalSimulation simulation{stepPerFrame(), view.ports()};
    simulation.setPaused(false);
    EXPECT_TRUE(test::doUntil([&] { return view.drawn > 60; },
                              [&] {
                                  simulation.runtime()->pump(); // no event loop, so no timers
                                  view.draw(simulation);
                              }));
}

TEST(SimulationWithPicture, AFrameThatIsAskedForWaitsForRoom)
{
    SlowView view;
    LocalSimulation simulation{stepPerFrame(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.shown() > 0; }));
    view.draw(simulation);
    const auto shown = view.shown();
    view.room = false;
    for (int i = 0; i < 10; ++i)
        simulation.requestFrame();
    simulation.setPaused(false);
    test::spin(200ms);
    EXPECT_EQ(view.shown(), shown);
    EXPECT_EQ(simulation.read().steps, 0u);
    simulation.setPaused(true);
    view.room = true;
    simulation.resumeDrawing();
    EXPECT_TRUE(test::spinUntil([&] { return view.shown() == shown + 1; }));
    test::spin(100ms);
    EXPECT_EQ(view.shown(), shown + 1) << "what was asked for is shown once";
}

TEST(SimulationWithPicture, PauseStepAndOtherSpeedsStay)
{
    SlowView view;
    LiveConfiguration configuration = stepPerFrame();
    LocalSimulation simulation{configuration, view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.draw(simulation); }));
    simulation.step();
    ASSERT_TRUE(test::spinUntil([&] { return view.counter.flock->step == 1; }));
    view.draw(simulation);
    test::spin(100ms);
    EXPECT_EQ(simulation.read().steps, 1u) << "a picture made a step while paused";
    simulation.setPaused(false);
    configuration.of(lab::boidsWorkload()).speed.stepPerFrame = false;
    EXPECT_TRUE(simulation.apply(configuration));
    ASSERT_TRUE(test::spinUntil([&] {
        view.draw(simulation);
        return simulation.read().steps > 20;
    }));
    configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
    EXPECT_TRUE(simulation.apply(configuration));
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    const auto steps = simulation.read().steps;
    test::spin(200ms);
    EXPECT_LE(simulation.read().steps, steps + 1);
}

} // namespace
} // namespace cownscope::ui

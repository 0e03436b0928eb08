// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/engine.h"

#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"

#include <gtest/gtest.h>

#include <vector>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

Configuration withPicture(WorkloadKind workload = WorkloadKind::Boids)
{
    Configuration configuration;
    configuration.workers = 2;
    configuration.workload = workload;
    configuration.rings.iters = 20;
    configuration.flockSpeed.withPicture = true;
    configuration.ringsSpeed = {60, false, true};
    return configuration;
}

// A view that has drawn a frame only when it is told so.
class SlowView
{
public:
    ViewPorts ports()
    {
        ViewPorts result = counter.ports();
        result.seen = [this](WorkloadKind) { return drawn == shown(); };
        result.room = [this] { return room; };
        return result;
    }
    std::uint64_t shown() const { return counter.flockFrames + counter.ringFrames; }
    bool draw(Engine &engine)
    {
        if (drawn == shown())
            return false;
        drawn = shown();
        engine.goOnDrawing();
        return true;
    }

    test::FrameCounter counter;
    std::uint64_t drawn = 0;
    bool room = true;
};

TEST(EngineWithPicture, EveryStepOfTheFlockIsShownOnce)
{
    SlowView view;
    Engine engine{withPicture(), view.ports()};
    engine.setPaused(false);
    std::vector<std::uint64_t> steps;
    while (steps.size() < 200) {
        ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
        ASSERT_EQ(view.shown(), view.drawn + 1) << "a frame nobody has asked for";
        steps.push_back(view.counter.flock->step);
        EXPECT_LE(engine.read().steps, steps.back() + 1);
        view.draw(engine);
    }
    // The frame of the beginning may come beside that of the first step.
    for (std::size_t i = 2; i < steps.size(); ++i)
        ASSERT_EQ(steps[i], steps[i - 1] + 1) << i;
}

TEST(EngineWithPicture, NothingIsComputedWhileTheViewDraws)
{
    for (const WorkloadKind workload : {WorkloadKind::Boids, WorkloadKind::ChainRing}) {
        SlowView view;
        Engine engine{withPicture(workload), view.ports()};
        engine.setPaused(false);
        for (int i = 0; i < 10; ++i) {
            ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
            view.draw(engine);
        }
        ASSERT_TRUE(test::spinUntil([&] { return view.shown() > view.drawn; }));
        ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
        const auto steps = engine.read().steps;
        const auto shown = view.shown();
        test::spin(200ms);
        EXPECT_EQ(engine.read().steps, steps) << "it goes on without the view";
        EXPECT_EQ(view.shown(), shown);
        view.draw(engine);
        EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps > steps; }));
    }
}

TEST(EngineWithPicture, EachFrameOfTheRingsIsOneStepOfEveryChain)
{
    SlowView view;
    Engine engine{withPicture(WorkloadKind::ChainRing), view.ports()};
    const rings::Options rings = engine.derivedRings();
    engine.setPaused(false);
    const auto chains = std::uint64_t{rings.rings} * rings.chainsPerRing;
    std::uint64_t frames = 0;
    while (frames < 100) {
        ASSERT_TRUE(test::spinUntil([&] { return view.draw(engine); }));
        ++frames;
        EXPECT_LE(engine.read().steps, (frames + 1) * chains);
    }
    EXPECT_GE(engine.read().steps, (frames - 3) * chains);
}

TEST(EngineWithPicture, TheNextStepDoesNotWaitForTheTimer)
{
    SlowView view;
    Engine engine{withPicture(), view.ports()};
    engine.setPaused(false);
    EXPECT_TRUE(test::holdsOnce(20, [&] {
        const auto before = view.drawn;
        QElapsedTimer elapsed;
        elapsed.start();
        while (elapsed.elapsed() < 500) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            view.draw(engine);
        }
        return view.drawn - before > 60; // twice what a timer of 16 ms allows
    }));
}

TEST(EngineWithPicture, AFrameThatIsAskedForWaitsForRoom)
{
    SlowView view;
    Engine engine{withPicture(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.shown() > 0; }));
    view.draw(engine);
    const auto shown = view.shown();
    view.room = false;
    for (int i = 0; i < 10; ++i)
        engine.requestFrame();
    engine.setPaused(false);
    test::spin(200ms);
    EXPECT_EQ(view.shown(), shown);
    EXPECT_EQ(engine.read().steps, 0u);
    engine.setPaused(true);
    view.room = true;
    engine.goOnDrawing();
    EXPECT_TRUE(test::spinUntil([&] { return view.shown() == shown + 1; }));
    test::spin(100ms);
    EXPECT_EQ(view.shown(), shown + 1) << "what was asked for is shown once";
}

TEST(EngineWithPicture, PauseStepAndOtherSpeedsStay)
{
    SlowView view;
    Configuration configuration = withPicture();
    Engine engine{configuration, view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.draw(engine); }));
    engine.step();
    ASSERT_TRUE(test::spinUntil([&] { return view.counter.flock->step == 1; }));
    view.draw(engine);
    test::spin(100ms);
    EXPECT_EQ(engine.read().steps, 1u) << "a picture made a step while paused";
    engine.setPaused(false);
    configuration.flockSpeed.withPicture = false;
    EXPECT_EQ(engine.apply(configuration), std::nullopt);
    ASSERT_TRUE(test::spinUntil([&] {
        view.draw(engine);
        return engine.read().steps > 20;
    }));
    configuration.flockSpeed.withPicture = true;
    EXPECT_EQ(engine.apply(configuration), std::nullopt);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    const auto steps = engine.read().steps;
    test::spin(200ms);
    EXPECT_LE(engine.read().steps, steps + 1);
}

} // namespace
} // namespace cownscope::ui

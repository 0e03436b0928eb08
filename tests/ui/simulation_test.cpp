// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/flock_control.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include <sys/resource.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

LiveConfiguration smallFlock(unsigned workers = 2)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = workers;
    return configuration;
}

LiveConfiguration smallRings(unsigned workers = 2)
{
    LiveConfiguration configuration{lab::chainRingWorkload()};
    configuration.workers = workers;
    ringsOf(configuration).iters = 20;
    ringsOf(configuration).payloadRows = ringsOf(configuration).payloadCols = 8;
    return configuration;
}

// Whether the simulation runs at `speed`; it counts `unit` for each step. What a busy machine
// cannot do is dropped, so the simulation may be slower for a while, but never faster: after the
// time that passed, only what a tenth of a second allows was outstanding, and may be allowed ahead.
bool runsAtSpeed(const LocalSimulation &simulation, double speed, double unit = 1)
{
    return test::holdsOnce(20, [&] {
        const auto before = simulation.read().steps;
        QElapsedTimer elapsed;
        elapsed.start();
        test::spin(500ms);
        const double steps = static_cast<double>(simulation.read().steps - before) / unit;
        const double expected = speed * static_cast<double>(elapsed.nsecsElapsed()) * 1e-9;
        EXPECT_LE(steps, expected + 2 * std::max(1.0, speed / 10) + 1);
        return steps > 0.75 * expected - 1;
    });
}

TEST(Simulation, StartsPausedAndShowsTheBeginning)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    EXPECT_TRUE(simulation.isPaused());
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    EXPECT_EQ(view.flock->step, 0u);
    EXPECT_EQ(view.flock->boids, 300u);
    test::spin(100ms);
    EXPECT_EQ(simulation.read().steps, 0u);
}

TEST(Simulation, RunsAtTheSpeedAskedFor)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    simulation.setPaused(false);
    EXPECT_TRUE(runsAtSpeed(simulation, 60));
    EXPECT_TRUE(test::holdsOnce(20, [&] {
        const auto before = simulation.read();
        test::spin(500ms);
        const auto after = simulation.read();
        EXPECT_LE(after.framesPainted - before.framesPainted, after.steps - before.steps + 2);
        return after.framesPainted - before.framesPainted > (after.steps - before.steps) / 2;
    })) << "steps are not shown";
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    EXPECT_EQ(simulation.read().counters.at(FlockRun::BoidUpdates), 300 * simulation.read().steps);
    EXPECT_TRUE(view.allFinite);
}

TEST(Simulation, UnlimitedIsFasterThanPaced)
{
    test::FrameCounter view;
    LiveConfiguration configuration = smallFlock();
    LocalSimulation simulation{configuration, view.ports()};
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.read().steps > 0; }));
    const auto paced = simulation.read().steps;
    std::this_thread::sleep_for(200ms); // without the event loop, whose ticks allow the steps
    EXPECT_LE(simulation.read().steps, paced + 7) << "more than is made up for";
    configuration.of(lab::boidsWorkload()).speed.unlimited = true;
    EXPECT_TRUE(simulation.apply(configuration));
    const auto unlimited = simulation.read().steps;
    EXPECT_TRUE(test::waitUntil([&] { return simulation.read().steps > unlimited + 60; }));
    configuration.of(lab::boidsWorkload()).speed = {5, false};
    EXPECT_TRUE(simulation.apply(configuration));
    test::spin(500ms); // until steps in flight are complete
    EXPECT_TRUE(runsAtSpeed(simulation, 5));
}

TEST(Simulation, PauseStopsAndStepMakesOne)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.read().steps > 3; }));
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    const auto steps = simulation.read().steps;
    const auto behaviors = simulation.read().statistics.scheduled;
    test::spin(200ms);
    EXPECT_EQ(simulation.read().steps, steps);
    EXPECT_EQ(simulation.read().statistics.scheduled, behaviors) << "something runs while paused";
    for (std::uint64_t i = 1; i <= 5; ++i) {
        simulation.step();
        ASSERT_TRUE(test::spinUntil([&] { return view.flock->step == steps + i; }))
            << "the step's frame does not come";
    }
    EXPECT_EQ(simulation.read().steps, steps + 5);
}

TEST(Simulation, ResetBeginsAnewFromTheSeed)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    const auto beginning = view.flock;
    simulation.setPaused(false);
    test::spin(200ms);
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    EXPECT_TRUE(simulation.reset());
    ASSERT_TRUE(test::spinUntil([&] { return view.flock->step == 0; }));
    const auto first = test::boidsOf(*beginning);
    EXPECT_EQ(test::boidsOf(*view.flock), first);
    LiveConfiguration other = simulation.configuration();
    flockOf(other).seed = 99;
    EXPECT_TRUE(simulation.apply(other));
    EXPECT_TRUE(simulation.reset());
    EXPECT_TRUE(test::spinUntil([&] { return test::boidsOf(*view.flock)[0].x != first[0].x; }));
}

TEST(Simulation, AViewThatIsNotSeenGetsNoFrames)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    view.seen = false;
    const auto before = view.flockFrames;
    simulation.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps > 15; }));
    EXPECT_EQ(view.flockFrames, before);
    view.seen = true;
    EXPECT_TRUE(test::spinUntil([&] { return view.flockFrames > before + 3; }));
}

TEST(Simulation, BadChangesChangeNothing)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    const LiveConfiguration before = simulation.configuration();
    LiveConfiguration bad = before;
    flockOf(bad).parameters.visualRange = -1;
    EXPECT_FALSE(simulation.apply(bad));
    bad = before;
    bad.workers = 0;
    EXPECT_FALSE(simulation.apply(bad));
    EXPECT_EQ(simulation.configuration(), before);
    EXPECT_FALSE(simulation.isSwitching());
    EXPECT_THROW((LocalSimulation{bad, view.ports()}), std::invalid_argument);
}

TEST(Simulation, SpeciesAndInfluencesReachTheFlockThatFlies)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 3; }));
    const boc::Runtime *runtime = simulation.runtime();
    LiveConfiguration next = simulation.configuration();
    flockOf(next).second = boids::SecondSpecies{.share = 0.25f};
    flockOf(next).influences = {{600, 400, 100, 30}, {10, 20, 30, -1}};
    const auto step = view.flock->step;
    ASSERT_TRUE(simulation.apply(next));
    EXPECT_FALSE(simulation.isSwitching());
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->scene == flockOf(next).scene(); }));
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->step > step; })) << "it flies on";
    EXPECT_EQ(simulation.runtime(), runtime);
    flockOf(next).second.reset();
    flockOf(next).influences.clear();
    EXPECT_TRUE(simulation.apply(next));
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->scene == flockOf(next).scene(); }));
}

TEST(Simulation, BadInfluencesAreRefused)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    LiveConfiguration next = simulation.configuration();
    flockOf(next).influences = {{0, 0, -1, 30}};
    EXPECT_NE(simulation.apply(next).reason().find("influence reach"), std::string::npos);
    EXPECT_EQ(simulation.configuration(), smallFlock());
    FlockControl control{&simulation};
    control.setPointer(boids::Influence{0, 0, -1, 30});
    EXPECT_FALSE(control.pointer());
}

TEST(Simulation, ThePointerIsNoPartOfTheConfiguration)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    const boids::Influence wall{600, 400, 100, 30}, held{10, 20, 30, -1};
    LiveConfiguration next = simulation.configuration();
    flockOf(next).influences = {wall};
    EXPECT_TRUE(simulation.apply(next));
    FlockControl control{&simulation};
    control.setPointer(held);
    EXPECT_EQ(simulation.configuration(), next);
    const auto shows = [&](const std::vector<boids::Influence> &influences) {
        return test::spinUntil(
            [&] { return view.flock && view.flock->scene.influences == influences; });
    };
    EXPECT_TRUE(shows({wall, held})) << "even while paused";
    EXPECT_TRUE(simulation.reset());
    const auto frames = view.flockFrames;
    EXPECT_TRUE(test::spinUntil([&] { return view.flockFrames > frames; }));
    EXPECT_TRUE(shows({wall, held})) << "a reset lets nothing go";
    flockOf(next).influences.assign(boids::maxInfluences, wall);
    EXPECT_TRUE(simulation.apply(next));
    EXPECT_TRUE(shows(flockOf(next).influences)) << "there is no room for it";
    control.setPointer({});
    flockOf(next).influences = {wall};
    EXPECT_TRUE(simulation.apply(next));
    EXPECT_TRUE(shows({wall}));
}

// The flock's view is hidden before it has drawn what it was given.
TEST(Simulation, OneViewsFramesDoNotHoldUpTheOther)
{
    struct HidingView : boids::FrameSink
    {
        void showFrame(std::shared_ptr<const boids::Frame>) override { }
        void takeFrame(std::shared_ptr<const boids::Frame>, FrameCredit credit) override
        {
            credits.push_back(std::move(credit));
        }
        std::vector<FrameCredit> credits;
    };
    HidingView hiding;
    test::FrameCounter view;
    LiveFlock hidden{&hiding};
    SimulationPorts ports = view.ports();
    ports.workloads = {&hidden, &view.liveRings};
    LocalSimulation simulation{smallFlock(), std::move(ports)};
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return hiding.credits.size() == 2; }));
    test::spin(100ms);
    EXPECT_EQ(hiding.credits.size(), 2u) << "there is room for no more";
    LiveConfiguration rings = simulation.configuration();
    rings.setWorkload(lab::chainRingWorkload());
    ringsOf(rings).nullPayload = true;
    EXPECT_TRUE(simulation.apply(rings));
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > 5; }));
}

TEST(Simulation, BoidsBeginAtAPlace)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    FlockControl control{&simulation};
    EXPECT_TRUE(control.addBoids(50, {5000, 4000, 10}));
    EXPECT_EQ(flockOf(simulation.configuration()).boids, 350u);
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 350; }));
    int there = 0;
    for (const auto &boid : test::boidsOf(*view.flock))
        there += std::hypot(boid.x - 5000, boid.y - 4000) <= 10.01;
    EXPECT_EQ(there, 50);
    EXPECT_FALSE(control.addBoids(boids::maxBoids, {0, 0, 1}));
    EXPECT_EQ(flockOf(simulation.configuration()).boids, 350u);
}

TEST(Simulation, BoidsSurviveAChangeOfWorkers)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(1), view.ports()};
    simulation.setPaused(false);
    for (const unsigned workers : {2u, 3u, 1u}) {
        ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 10; }));
        const auto stepBefore = view.flock->step;
        LiveConfiguration configuration = simulation.configuration();
        configuration.workers = workers;
        EXPECT_TRUE(simulation.apply(configuration));
        EXPECT_TRUE(simulation.isSwitching());
        ASSERT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
        EXPECT_EQ(simulation.runtime()->workers(), workers);
        EXPECT_TRUE(test::spinUntil([&] { return view.flock->step > stepBefore; }));
        EXPECT_GE(view.flock->step, stepBefore) << "the flock began anew";
    }
}

TEST(Simulation, RingsRunAndStep)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallRings(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.ringFrames > 0; }));
    EXPECT_EQ(view.chains->rings, test::derivedRings(simulation).rings);
    simulation.step();
    const std::uint64_t chains = view.chains->chains.size();
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps == chains; }));
    simulation.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps > 10 * chains; }));
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > 5; }));
    for (int i = 0; i < 10'000; ++i) {
        const auto reading = simulation.read();
        ASSERT_EQ(reading.units, reading.steps) << "of two moments";
    }
    simulation.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.runtime()->inFlight() == 0; }));
    LiveConfiguration paced = simulation.configuration();
    paced.of(lab::chainRingWorkload()).speed = {20, false};
    EXPECT_TRUE(simulation.apply(paced));
    simulation.setPaused(false);
    EXPECT_TRUE(runsAtSpeed(simulation, 20, static_cast<double>(chains)));
    const auto before = simulation.read().steps;
    EXPECT_TRUE(simulation.reset());
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_LT(simulation.read().steps, before) << "a reset makes new rings";
}

// A body that does not end keeps the old runtime alive; nothing of the main thread waits for it.
TEST(Simulation, SwitchesInTheBackground)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    simulation.setPaused(false);
    std::atomic<bool> entered{false};
    std::atomic<bool> released{false};
    std::atomic<bool> gaveUp{false};
    simulation.runtime()->when() << [&] {
        entered = true;
        for (int i = 0; i < 10'000 && !released; ++i)
            std::this_thread::sleep_for(1ms);
        gaveUp = !released;
    };
    ASSERT_TRUE(test::spinUntil([&] { return entered.load(); }));
    LiveConfiguration other = simulation.configuration();
    other.workers = 1;
    EXPECT_TRUE(simulation.apply(other));
    test::spin(100ms);
    EXPECT_TRUE(simulation.isSwitching());
    other.workers = 3; // joins in
    EXPECT_TRUE(simulation.apply(other));
    test::spin(100ms);
    EXPECT_TRUE(simulation.isSwitching());
    EXPECT_EQ(simulation.runtime()->workers(), 2u);
    released = true;
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_EQ(simulation.runtime()->workers(), 3u);
    EXPECT_FALSE(gaveUp) << "the main thread waited for the body";
}

// Each of many workers gets less of a processor than the window's thread.
TEST(Simulation, ManyWorkersLeaveTheWindowItsShare)
{
    test::FrameCounter view;
    const int own = getpriority(PRIO_PROCESS, 0);
    if (own > 18)
        GTEST_SKIP() << "the process already has the lowest priority";
    for (const unsigned workers : {1u, 2 * std::thread::hardware_concurrency() + 1}) {
        LocalSimulation simulation{smallFlock(workers), view.ports()};
        std::atomic<int> seen{-100};
        simulation.runtime()->when() << [&] { seen = getpriority(PRIO_PROCESS, 0); };
        ASSERT_TRUE(test::spinUntil([&] { return seen != -100; }));
        EXPECT_EQ(seen > own, workers > 1) << workers;
    }
}

// Everything is changed while everything runs.
TEST(Simulation, TakesAnyChangeAtAnyTime)
{
    test::FrameCounter view;
    LocalSimulation simulation{smallFlock(), view.ports()};
    simulation.setPaused(false);
    std::mt19937 random{7};
    const auto pick = [&random](unsigned most) { return static_cast<unsigned>(random() % most); };
    for (int change = 0; change < 60; ++change) {
        LiveConfiguration next = simulation.configuration();
        switch (pick(7)) {
        case 0:
            next.workers = 1 + pick(4);
            break;
        case 1:
            next.setWorkload(next.runs(lab::boidsWorkload()) ? lab::chainRingWorkload()
                                                             : lab::boidsWorkload());
            ringsOf(next).iters = 200;
            break;
        case 2:
            flockOf(next).boids = pick(3000);
            break;
        case 3:
            flockOf(next).parameters.visualRange = 20 + static_cast<float>(pick(80));
            flockOf(next).parameters.worldWidth = 400 + static_cast<float>(pick(2000));
            break;
        case 4:
            ringsOf(next).groupSize = 1 + pick(6);
            break;
        case 5:
            next.of(lab::boidsWorkload()).speed.unlimited ^= true;
            break;
        default:
            simulation.setPaused(!simulation.isPaused());
            simulation.step();
            EXPECT_TRUE(simulation.reset());
            break;
        }
        EXPECT_TRUE(simulation.apply(next));
        test::spin(std::chrono::milliseconds{pick(40)});
    }
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_TRUE(view.allFinite);

    LiveConfiguration flock = simulation.configuration();
    flock.setWorkload(lab::boidsWorkload());
    flockOf(flock).boids = 123;
    EXPECT_TRUE(simulation.apply(flock));
    simulation.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 123; }));
}

TEST(Simulation, ClosesInTheMiddleOfAnything)
{
    std::mt19937 random{11};
    for (int round = 0; round < 24; ++round) {
        test::FrameCounter view;
        LiveConfiguration configuration =
            round % 2 ? smallRings(1 + static_cast<unsigned>(round) % 3) : smallFlock(2);
        flockOf(configuration).boids = 2000;
        configuration.of(lab::boidsWorkload()).speed.unlimited = true;
        auto simulation = std::make_unique<LocalSimulation>(configuration, view.ports());
        simulation->setPaused(false);
        test::spin(std::chrono::milliseconds{random() % 30});
        if (round % 3 == 0) {
            configuration.workers = 3;
            EXPECT_TRUE(simulation->apply(configuration));
        }
        if (round % 3 == 1) {
            EXPECT_TRUE(simulation->reset());
        }
        if (round % 4 == 0)
            test::spin(std::chrono::milliseconds{random() % 8});
        simulation.reset();
        test::spin(2ms);
    }
}

} // namespace
} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/engine.h"

#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <atomic>
#include <random>
#include <thread>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

Configuration smallFlock(unsigned workers = 2)
{
    Configuration configuration;
    configuration.workers = workers;
    return configuration;
}

Configuration smallRings(unsigned workers = 2)
{
    Configuration configuration = smallFlock(workers);
    configuration.workload = WorkloadKind::ChainRing;
    configuration.rings.iters = 20;
    configuration.rings.payloadRows = configuration.rings.payloadCols = 8;
    return configuration;
}

// Whether the engine runs at `speed`; it counts `unit` for each step. What a busy machine cannot do
// is dropped, so the engine may be slower for a while, but never faster: after the time that
// passed, only what a tenth of a second allows was outstanding, and may be allowed ahead.
bool runsAtSpeed(const Engine &engine, double speed, double unit = 1)
{
    return test::holdsOnce(20, [&] {
        const auto before = engine.read().steps;
        QElapsedTimer elapsed;
        elapsed.start();
        test::spin(500ms);
        const double steps = static_cast<double>(engine.read().steps - before) / unit;
        const double expected = speed * static_cast<double>(elapsed.nsecsElapsed()) * 1e-9;
        EXPECT_LE(steps, expected + 2 * std::max(1.0, speed / 10) + 1);
        return steps > 0.75 * expected - 1;
    });
}

TEST(Engine, StartsPausedAndShowsTheBeginning)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    EXPECT_TRUE(engine.isPaused());
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    EXPECT_EQ(view.flock->step, 0u);
    EXPECT_EQ(view.flock->boids, 300u);
    test::spin(100ms);
    EXPECT_EQ(engine.read().steps, 0u);
}

TEST(Engine, RunsAtTheSpeedAskedFor)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    engine.setPaused(false);
    EXPECT_TRUE(runsAtSpeed(engine, 60));
    EXPECT_TRUE(test::holdsOnce(20, [&] {
        const auto before = engine.read();
        test::spin(500ms);
        const auto after = engine.read();
        EXPECT_LE(after.framesPainted - before.framesPainted, after.steps - before.steps + 2);
        return after.framesPainted - before.framesPainted > (after.steps - before.steps) / 2;
    })) << "steps are not shown";
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    EXPECT_EQ(engine.read().boidUpdates, 300 * engine.read().steps);
    EXPECT_TRUE(view.allFinite);
}

TEST(Engine, UnlimitedIsFasterThanPaced)
{
    test::FrameCounter view;
    Configuration configuration = smallFlock();
    Engine engine{configuration, view.ports()};
    engine.setPaused(false);
    configuration.flockSpeed.unlimited = true;
    EXPECT_EQ(engine.apply(configuration), std::nullopt);
    EXPECT_TRUE(test::holdsOnce(40, [&] {
        const auto before = engine.read().steps;
        test::spin(250ms);
        return engine.read().steps - before > 60; // four times the paced speed
    }));
    configuration.flockSpeed = {5, false};
    EXPECT_EQ(engine.apply(configuration), std::nullopt);
    test::spin(500ms); // until what was under way is done
    EXPECT_TRUE(runsAtSpeed(engine, 5));
}

TEST(Engine, PauseStopsAndStepMakesOne)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return engine.read().steps > 3; }));
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    const auto steps = engine.read().steps;
    const auto behaviors = engine.read().statistics.scheduled;
    test::spin(200ms);
    EXPECT_EQ(engine.read().steps, steps);
    EXPECT_EQ(engine.read().statistics.scheduled, behaviors) << "something runs while paused";
    for (std::uint64_t i = 1; i <= 5; ++i) {
        engine.step();
        ASSERT_TRUE(test::spinUntil([&] { return view.flock->step == steps + i; }))
            << "the step's frame does not come";
    }
    EXPECT_EQ(engine.read().steps, steps + 5);
}

TEST(Engine, ResetBeginsAnewFromTheSeed)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    const auto beginning = view.flock;
    engine.setPaused(false);
    test::spin(200ms);
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    engine.reset();
    ASSERT_TRUE(test::spinUntil([&] { return view.flock->step == 0; }));
    const auto first = test::boidsOf(*beginning);
    EXPECT_EQ(test::boidsOf(*view.flock), first);
    Configuration other = engine.configuration();
    other.flock.seed = 99;
    engine.apply(other);
    engine.reset();
    EXPECT_TRUE(test::spinUntil([&] { return test::boidsOf(*view.flock)[0].x != first[0].x; }));
}

TEST(Engine, AViewThatIsNotSeenGetsNoFrames)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.flockFrames > 0; }));
    view.seen = false;
    const auto before = view.flockFrames;
    engine.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps > 15; }));
    EXPECT_EQ(view.flockFrames, before);
    view.seen = true;
    EXPECT_TRUE(test::spinUntil([&] { return view.flockFrames > before + 3; }));
}

TEST(Engine, BadChangesChangeNothing)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    const Configuration before = engine.configuration();
    Configuration bad = before;
    bad.flock.parameters.visualRange = -1;
    EXPECT_TRUE(engine.apply(bad));
    bad = before;
    bad.workers = 0;
    EXPECT_TRUE(engine.apply(bad));
    EXPECT_EQ(engine.configuration(), before);
    EXPECT_FALSE(engine.isSwitching());
    EXPECT_THROW((Engine{bad, view.ports()}), std::invalid_argument);
}

TEST(Engine, SpeciesAndInfluencesReachTheFlockThatFlies)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 3; }));
    const boc::Runtime *runtime = engine.runtime();
    Configuration next = engine.configuration();
    next.flock.second = boids::SecondSpecies{.share = 0.25f};
    next.flock.influences = {{600, 400, 100, 30}, {10, 20, 30, -1}};
    const auto step = view.flock->step;
    ASSERT_EQ(engine.apply(next), std::nullopt);
    EXPECT_FALSE(engine.isSwitching());
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->scene == next.flock.scene(); }));
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->step > step; })) << "it flies on";
    EXPECT_EQ(engine.runtime(), runtime);
    next.flock.second.reset();
    next.flock.influences.clear();
    engine.apply(next);
    EXPECT_TRUE(test::spinUntil([&] { return view.flock->scene == next.flock.scene(); }));
}

TEST(Engine, BadInfluencesAreRefused)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    Configuration next = engine.configuration();
    next.flock.influences = {{0, 0, -1, 30}};
    EXPECT_NE(engine.apply(next).value_or("").find("influence reach"), std::string::npos);
    EXPECT_EQ(engine.configuration(), smallFlock());
    engine.setPointer(boids::Influence{0, 0, -1, 30});
    EXPECT_FALSE(engine.pointer());
}

TEST(Engine, ThePointerIsNoPartOfTheConfiguration)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    const boids::Influence wall{600, 400, 100, 30}, held{10, 20, 30, -1};
    Configuration next = engine.configuration();
    next.flock.influences = {wall};
    engine.apply(next);
    engine.setPointer(held);
    EXPECT_EQ(engine.configuration(), next);
    const auto shows = [&](const std::vector<boids::Influence> &influences) {
        return test::spinUntil(
            [&] { return view.flock && view.flock->scene.influences == influences; });
    };
    EXPECT_TRUE(shows({wall, held})) << "even while paused";
    engine.reset();
    const auto frames = view.flockFrames;
    EXPECT_TRUE(test::spinUntil([&] { return view.flockFrames > frames; }));
    EXPECT_TRUE(shows({wall, held})) << "a reset lets nothing go";
    next.flock.influences.assign(boids::maxInfluences, wall);
    engine.apply(next);
    EXPECT_TRUE(shows(next.flock.influences)) << "there is no room for it";
    engine.setPointer({});
    next.flock.influences = {wall};
    engine.apply(next);
    EXPECT_TRUE(shows({wall}));
}

// The flock's view is hidden before it has drawn what it was given.
TEST(Engine, OneViewsFramesDoNotHoldUpTheOther)
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
    ViewPorts ports = view.ports();
    ports.flock = &hiding;
    Engine engine{smallFlock(), std::move(ports)};
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return hiding.credits.size() == 2; }));
    test::spin(100ms);
    EXPECT_EQ(hiding.credits.size(), 2u) << "there is room for no more";
    Configuration rings = engine.configuration();
    rings.workload = WorkloadKind::ChainRing;
    rings.rings.nullPayload = true;
    EXPECT_EQ(engine.apply(rings), std::nullopt);
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > 5; }));
}

TEST(Engine, BoidsBeginAtAPlace)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    EXPECT_EQ(engine.addBoids(50, {5000, 4000, 10}), std::nullopt);
    EXPECT_EQ(engine.configuration().flock.boids, 350u);
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 350; }));
    int there = 0;
    for (const auto &boid : test::boidsOf(*view.flock))
        there += std::hypot(boid.x - 5000, boid.y - 4000) <= 10.01;
    EXPECT_EQ(there, 50);
    EXPECT_NE(engine.addBoids(boids::maxBoids, {0, 0, 1}), std::nullopt);
    EXPECT_EQ(engine.configuration().flock.boids, 350u);
}

TEST(Engine, BoidsSurviveAChangeOfWorkers)
{
    test::FrameCounter view;
    Engine engine{smallFlock(1), view.ports()};
    engine.setPaused(false);
    for (const unsigned workers : {2u, 3u, 1u}) {
        ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->step > 10; }));
        const auto stepBefore = view.flock->step;
        Configuration configuration = engine.configuration();
        configuration.workers = workers;
        engine.apply(configuration);
        EXPECT_TRUE(engine.isSwitching());
        ASSERT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
        EXPECT_EQ(engine.runtime()->workers(), workers);
        EXPECT_TRUE(test::spinUntil([&] { return view.flock->step > stepBefore; }));
        EXPECT_GE(view.flock->step, stepBefore) << "the flock began anew";
    }
}

TEST(Engine, RingsRunAndStep)
{
    test::FrameCounter view;
    Engine engine{smallRings(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.ringFrames > 0; }));
    EXPECT_EQ(view.chains->rings, engine.derivedRings().rings);
    engine.step();
    const std::uint64_t chains = view.chains->chains.size();
    EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps == chains; }));
    engine.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps > 10 * chains; }));
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > 5; }));
    engine.setPaused(true);
    ASSERT_TRUE(test::spinUntil([&] { return engine.runtime()->inFlight() == 0; }));
    Configuration paced = engine.configuration();
    paced.ringsSpeed = {20, false};
    engine.apply(paced);
    engine.setPaused(false);
    EXPECT_TRUE(runsAtSpeed(engine, 20, static_cast<double>(chains)));
    const auto before = engine.read().steps;
    engine.reset();
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_LT(engine.read().steps, before) << "a reset makes new rings";
}

// A body that does not end keeps the old runtime alive; nothing of the main thread waits for it.
TEST(Engine, SwitchesInTheBackground)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    engine.setPaused(false);
    std::atomic<bool> entered{false};
    std::atomic<bool> released{false};
    std::atomic<bool> gaveUp{false};
    engine.runtime()->when() << [&] {
        entered = true;
        for (int i = 0; i < 10'000 && !released; ++i)
            std::this_thread::sleep_for(1ms);
        gaveUp = !released;
    };
    ASSERT_TRUE(test::spinUntil([&] { return entered.load(); }));
    Configuration other = engine.configuration();
    other.workers = 1;
    EXPECT_EQ(engine.apply(other), std::nullopt);
    test::spin(100ms);
    EXPECT_TRUE(engine.isSwitching());
    other.workers = 3; // joins in
    EXPECT_EQ(engine.apply(other), std::nullopt);
    test::spin(100ms);
    EXPECT_TRUE(engine.isSwitching());
    EXPECT_EQ(engine.runtime()->workers(), 2u);
    released = true;
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_EQ(engine.runtime()->workers(), 3u);
    EXPECT_FALSE(gaveUp) << "the main thread waited for the body";
}

// Each of many workers gets less of a processor than the window's thread.
TEST(Engine, ManyWorkersLeaveTheWindowItsShare)
{
    test::FrameCounter view;
    const int own = getpriority(PRIO_PROCESS, 0);
    if (own > 18)
        GTEST_SKIP() << "nicer than this cannot be had";
    for (const unsigned workers : {1u, 2 * std::thread::hardware_concurrency() + 1}) {
        Engine engine{smallFlock(workers), view.ports()};
        std::atomic<int> seen{-100};
        engine.runtime()->when() << [&] { seen = getpriority(PRIO_PROCESS, 0); };
        ASSERT_TRUE(test::spinUntil([&] { return seen != -100; }));
        EXPECT_EQ(seen > own, workers > 1) << workers;
    }
}

// Everything is changed while everything runs.
TEST(Engine, TakesAnyChangeAtAnyTime)
{
    test::FrameCounter view;
    Engine engine{smallFlock(), view.ports()};
    engine.setPaused(false);
    std::mt19937 random{7};
    const auto pick = [&random](unsigned most) { return static_cast<unsigned>(random() % most); };
    for (int change = 0; change < 60; ++change) {
        Configuration next = engine.configuration();
        switch (pick(7)) {
        case 0:
            next.workers = 1 + pick(4);
            break;
        case 1:
            next.workload = next.workload == WorkloadKind::Boids ? WorkloadKind::ChainRing
                                                                 : WorkloadKind::Boids;
            next.rings.iters = 200;
            break;
        case 2:
            next.flock.boids = pick(3000);
            break;
        case 3:
            next.flock.parameters.visualRange = 20 + static_cast<float>(pick(80));
            next.flock.parameters.worldWidth = 400 + static_cast<float>(pick(2000));
            break;
        case 4:
            next.rings.groupSize = 1 + pick(6);
            break;
        case 5:
            next.flockSpeed.unlimited = !next.flockSpeed.unlimited;
            break;
        default:
            engine.setPaused(!engine.isPaused());
            engine.step();
            engine.reset();
            break;
        }
        EXPECT_EQ(engine.apply(next), std::nullopt);
        test::spin(std::chrono::milliseconds{pick(40)});
    }
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_TRUE(view.allFinite);

    Configuration flock = engine.configuration();
    flock.workload = WorkloadKind::Boids;
    flock.flock.boids = 123;
    engine.apply(flock);
    engine.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 123; }));
}

TEST(Engine, ClosesInTheMiddleOfAnything)
{
    std::mt19937 random{11};
    for (int round = 0; round < 24; ++round) {
        test::FrameCounter view;
        Configuration configuration =
            round % 2 ? smallRings(1 + static_cast<unsigned>(round) % 3) : smallFlock(2);
        configuration.flock.boids = 2000;
        configuration.flockSpeed.unlimited = true;
        auto engine = std::make_unique<Engine>(configuration, view.ports());
        engine->setPaused(false);
        test::spin(std::chrono::milliseconds{random() % 30});
        if (round % 3 == 0) {
            configuration.workers = 3;
            engine->apply(configuration);
        }
        if (round % 3 == 1)
            engine->reset();
        if (round % 4 == 0)
            test::spin(std::chrono::milliseconds{random() % 8});
        engine.reset();
        test::spin(2ms);
    }
}

} // namespace
} // namespace cownscope::ui

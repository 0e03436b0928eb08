// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/back_end/isolated_simulation.h"
#include "ui/workloads/boids/live_flock.h"
#include "workloads/boids/presets.h"

#include <QSignalSpy>

#include <gtest/gtest.h>

#include <cmath>
#include <csignal>
#include <cstdint>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using State = IsolatedSimulation::State;

LiveConfiguration flock(std::uint32_t boids = 300)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    flockOf(configuration).boids = boids;
    return configuration;
}

class IsolatedTest : public testing::Test
{
protected:
    explicit IsolatedTest(const LiveConfiguration &configuration = flock())
        : simulation(configuration, view.ports(), {COWNSCOPE_TEST_BACK_END})
    {
        QObject::connect(&simulation, &Simulation::problemArose,
                         [this](const QString &sentence) { problems += sentence; });
    }

    bool runs()
    {
        return test::spinUntil([this] { return simulation.state() == State::Running; });
    }
    // As a view does that draws at once.
    bool frames(std::uint64_t more)
    {
        const auto before = view.flockFrames;
        return test::spinUntil([&] {
            simulation.resumeDrawing();
            return view.flockFrames >= before + more;
        });
    }

    test::FrameCounter view;
    QStringList problems;
    IsolatedSimulation simulation;
};

TEST_F(IsolatedTest, SendsFramesAndCounters)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    ASSERT_TRUE(frames(20));
    EXPECT_TRUE(view.allFinite);
    EXPECT_EQ(view.flock->boids, 300u);
    EXPECT_TRUE(test::spinUntil([this] { return simulation.read().steps > 20; }));
    EXPECT_GT(simulation.read().statistics.completed, 0u);
    EXPECT_EQ(simulation.read().statistics.workers.size(), 1u);
    EXPECT_EQ(simulation.read().framesPainted, view.flockFrames);
    EXPECT_TRUE(problems.isEmpty()) << problems.join(u'\n').toStdString();
}

TEST_F(IsolatedTest, StepsWhilePaused)
{
    ASSERT_TRUE(runs());
    ASSERT_TRUE(test::spinUntil([this] { return view.flock != nullptr; }));
    const auto before = view.flock->step;
    simulation.step();
    simulation.step();
    EXPECT_TRUE(test::spinUntil([&] {
        simulation.resumeDrawing();
        return view.flock->step == before + 2;
    }));
}

TEST_F(IsolatedTest, AppliesChanges)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    LiveConfiguration next = simulation.configuration();
    flockOf(next).boids = 500;
    next.workers = 2;
    EXPECT_TRUE(simulation.apply(next));
    EXPECT_EQ(simulation.configuration(), next);
    EXPECT_TRUE(test::spinUntil([this] {
        simulation.resumeDrawing();
        return view.flock && view.flock->boids == 500
            && simulation.read().statistics.workers.size() == 2;
    }));
    next.setWorkload(lab::chainRingWorkload());
    EXPECT_TRUE(simulation.apply(next));
    EXPECT_TRUE(test::spinUntil([this] {
        simulation.resumeDrawing();
        return view.ringFrames > 3;
    }));
    EXPECT_TRUE(simulation.reset());
    flockOf(next).boids = boids::maxBoids + 1;
    next.setWorkload(lab::boidsWorkload());
    EXPECT_FALSE(simulation.apply(next));
    EXPECT_TRUE(problems.isEmpty()) << problems.join(u'\n').toStdString();
}

TEST_F(IsolatedTest, ToolsActThere)
{
    ASSERT_TRUE(runs());
    LiveConfiguration next = simulation.configuration();
    flockOf(next).boids = 400;
    const boids::Disk place{.x = 200, .y = 150, .radius = 30};
    ASSERT_TRUE(simulation.apply(next, birthplaceAction(place)));
    ASSERT_TRUE(test::spinUntil([&] {
        simulation.resumeDrawing();
        return view.flock && view.flock->boids == 400;
    }));
    const std::vector<test::ShownBoid> boids = test::boidsOf(*view.flock);
    for (std::size_t id = 300; id < 400; ++id)
        EXPECT_LE(std::hypot(boids[id].x - place.x, boids[id].y - place.y), place.radius + 1) << id;
}

TEST_F(IsolatedTest, LargeFramesGetALargerChannel)
{
    ASSERT_TRUE(runs());
    ASSERT_TRUE(test::spinUntil([this] { return view.flock != nullptr; }));
    for (const std::uint32_t boids :
         {40'000u, 300u, 200'000u}) { // paused: the flock is shown anyway
        LiveConfiguration next = simulation.configuration();
        flockOf(next).boids = boids;
        flockOf(next) = boids::withRoom(flockOf(next));
        ASSERT_TRUE(simulation.apply(next));
        EXPECT_TRUE(test::spinUntil([&] {
            simulation.resumeDrawing();
            return view.flock && view.flock->boids == boids;
        })) << boids;
        EXPECT_TRUE(view.allFinite);
    }
    simulation.setPaused(false);
    EXPECT_TRUE(frames(20));
    EXPECT_TRUE(problems.isEmpty()) << problems.join(u'\n').toStdString();
}

// A larger flock follows before the channel for the last one has come.
TEST_F(IsolatedTest, AFlockThatGrowsAllTheTimeIsShown)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    LiveConfiguration next = simulation.configuration();
    for (std::uint32_t boids = 8'000; boids < 200'000; boids += boids / 3) {
        flockOf(next).boids = boids;
        flockOf(next) = boids::withRoom(flockOf(next));
        ASSERT_TRUE(simulation.apply(next));
        test::spin(3ms);
    }
    ASSERT_TRUE(test::spinUntil([&] {
        simulation.resumeDrawing();
        return view.flock && view.flock->boids == flockOf(next).boids;
    }));
    EXPECT_TRUE(frames(20));
}

class StepByStep : public IsolatedTest
{
protected:
    StepByStep()
        : IsolatedTest([] {
            LiveConfiguration configuration = flock();
            configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
            return configuration;
        }())
    { }

    bool seesSteps(std::size_t more)
    {
        const std::size_t wanted = steps.size() + more;
        return test::spinUntil([&] {
            if (view.flock && (steps.empty() || view.flock->step != steps.back()))
                steps.push_back(view.flock->step);
            simulation.resumeDrawing();
            return steps.size() >= wanted;
        });
    }

    std::vector<std::uint64_t> steps;
};

TEST_F(StepByStep, NoStepIsMissingWhileALargerChannelComes)
{
    simulation.setPaused(false);
    ASSERT_TRUE(seesSteps(5));
    LiveConfiguration next = simulation.configuration();
    flockOf(next).boids = 30'000;
    ASSERT_TRUE(simulation.apply(next));
    std::this_thread::sleep_for(200ms); // the window answers late
    ASSERT_TRUE(seesSteps(10));
    EXPECT_EQ(view.flock->boids, 30'000u);
    for (std::size_t i = 1; i < steps.size(); ++i)
        EXPECT_EQ(steps[i], steps[i - 1] + 1) << i;
}

TEST_F(IsolatedTest, ADeadBackEndIsStartedAgain)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    for (int death = 1; death <= 2; ++death) {
        ASSERT_TRUE(frames(5));
        QElapsedTimer time;
        time.start();
        QSignalSpy changes{&simulation, &IsolatedSimulation::backEndChanged};
        ::kill(simulation.processId(), SIGABRT);
        ASSERT_TRUE(test::spinUntil([&] { return !changes.isEmpty(); }));
        EXPECT_LT(time.elapsed(), 10'000);
        EXPECT_TRUE(simulation.lastEnding()->how.contains(QStringLiteral("signal 6")))
            << simulation.lastEnding()->how.toStdString();
        ASSERT_TRUE(runs());
    }
    ASSERT_TRUE(frames(5));
    ::kill(simulation.processId(), SIGKILL);
    ASSERT_TRUE(test::spinUntil([this] { return simulation.state() == State::Ended; }));
    const auto shown = view.flock;
    test::spin(50ms);
    EXPECT_EQ(simulation.state(), State::Ended) << "the third death waits for the user";
    EXPECT_EQ(test::boidsOf(*view.flock), test::boidsOf(*shown)) << "the last picture stays";
    EXPECT_TRUE(simulation.restart());
    EXPECT_TRUE(runs());
    EXPECT_TRUE(frames(5));
}

TEST_F(IsolatedTest, ASilentBackEndIsNotADeadOne)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    ASSERT_TRUE(frames(5));
    ::kill(simulation.processId(), SIGSTOP);
    ASSERT_TRUE(test::spinUntil([this] { return simulation.state() == State::Silent; }));
    EXPECT_GE(simulation.silence(), 5s);
    ::kill(simulation.processId(), SIGCONT);
    ASSERT_TRUE(runs());
    ASSERT_TRUE(frames(5));
    ::kill(simulation.processId(), SIGSTOP);
    simulation.endBackEnd();
    ASSERT_TRUE(test::spinUntil([this] { return simulation.lastEnding().has_value(); }));
    ASSERT_TRUE(runs());
}

#ifdef COWNSCOPE_SANITIZED_ADDRESS            // which keeps freed memory for a while
constexpr std::uint64_t MostGrowth = 1 << 16; // pages
#else
constexpr std::uint64_t MostGrowth = 256; // pages
#endif

// Not a back end, or one that does not keep to the protocol.
class Strange : public testing::Test
{
protected:
    // How it ends, in the words of the window.
    std::string endOf(std::vector<std::string> command)
    {
        test::FrameCounter view;
        IsolatedSimulation simulation(flock(), view.ports(), std::move(command));
        EXPECT_TRUE(test::spinUntil([&] { return simulation.lastEnding().has_value(); }));
        return simulation.lastEnding()->how.toStdString();
    }
    std::string endWith(const char *what) { return endOf({COWNSCOPE_TEST_BACK_END, what}); }
};

TEST_F(Strange, ProgramsThatAreNoBackEndsEnd)
{
    EXPECT_EQ(endOf({"true"}), "exited with code 0");
    EXPECT_EQ(endOf({"sh", "-c", "exit 7"}), "exited with code 7");
    EXPECT_THROW(endOf({"/no/such/program"}), std::system_error);
}

TEST_F(Strange, MessagesThatAreWrongEndTheBackEnd)
{
    EXPECT_EQ(endWith("bad-reading"), "sent invalid counters");
    EXPECT_EQ(endWith("unknown-type"), "sent a message of the unknown type 99");
    EXPECT_TRUE(endWith("other-build").starts_with("is another version of the program"))
        << endWith("other-build");
    EXPECT_TRUE(endWith("much-space").starts_with("needs space for a frame of"));
    EXPECT_TRUE(endWith("no-message").starts_with("sent")) << endWith("no-message");
}

class FreelyRunning : public IsolatedTest
{
protected:
    FreelyRunning()
        : IsolatedTest([] {
            LiveConfiguration configuration = flock(3000);
            configuration.of(lab::boidsWorkload()).speed.unlimited = true;
            return configuration;
        }())
    { }

    std::uint64_t pagesOfBackEnd() const
    {
        std::ifstream file("/proc/" + std::to_string(simulation.processId()) + "/statm");
        std::uint64_t all = 0;
        std::uint64_t resident = 0;
        file >> all >> resident;
        return resident;
    }
};

TEST_F(FreelyRunning, ABusyWindowNeitherSlowsTheSimulationNorLetsItGrow)
{
    ASSERT_TRUE(runs());
    simulation.setPaused(false);
    ASSERT_TRUE(frames(5));
    EXPECT_TRUE(test::holdsOnce(5, [this] {
        const auto steps = [this] { return simulation.read().steps; };
        const auto first = steps();
        EXPECT_TRUE(test::doUntil([&] { return steps() > first + 500; }, [this] { frames(1); }));
        const auto begin = steps();
        test::spin(1000ms);
        const auto alone = steps() - begin;
        const auto pages = pagesOfBackEnd();
        std::this_thread::sleep_for(2000ms); // busy with something else
        const auto now = pagesOfBackEnd();
        const auto grown = now > pages ? now - pages : 0;
        test::spin(100ms); // the newest reading arrives
        const auto meanwhile = steps() - begin - alone;
        return meanwhile > alone && grown < MostGrowth; // twice as long
    }));
}

} // namespace
} // namespace cownscope::ui

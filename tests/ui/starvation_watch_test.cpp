// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "tests/ui/hang.h"
#include "ui/simulation/local_simulation.h"
#include "ui/simulation/starvation_watch.h"

#include <gtest/gtest.h>

#include <vector>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using State = Starvation::State;

constexpr StarvationTimes Times{.threshold = 500ms, .check = 20ms, .reading = 200ms};

// A watch whose queue is what the test says.
struct Watched
{
    boc::PinnedQueueStatus queue;
    std::vector<Starvation> changes;
    StarvationWatch watch{[this] { return queue; }, Times};
    boc::WatchdogOptions watchdog = watch.watchdog();

    Watched()
    {
        QObject::connect(&watch, &StarvationWatch::changed, &watch,
                         [this](const Starvation &now) { changes.push_back(now); });
    }

    bool becomes(State state)
    {
        return test::spinUntil([&] { return watch.starvation().state == state; });
    }
};

TEST(StarvationWatch, FollowsAStarvationToItsEnd)
{
    Watched watched;
    EXPECT_EQ(watched.watchdog.threshold, 500ms);
    watched.queue = {7, 900ms};
    watched.watchdog.onStarved({3, 600ms});
    EXPECT_TRUE(watched.changes.empty()) << "told on the watchdog's thread";
    ASSERT_TRUE(watched.becomes(State::Lasting));
    EXPECT_EQ(watched.changes.at(0).depth, 7u);
    EXPECT_EQ(watched.changes.at(0).age, 900ms);

    watched.queue = {2, 1300ms}; // no further report is needed
    ASSERT_TRUE(test::spinUntil([&] { return watched.watch.starvation().age == 1300ms; }));
    EXPECT_EQ(watched.watch.starvation().state, State::Lasting);

    watched.queue = {1, 499ms};
    ASSERT_TRUE(watched.becomes(State::Over));
    EXPECT_EQ(watched.watch.starvation().depth, 7u) << "not the most";
    EXPECT_EQ(watched.watch.starvation().age, 1300ms) << "not the longest";

    const auto before = watched.changes.size();
    ASSERT_TRUE(watched.becomes(State::None));
    EXPECT_EQ(watched.changes.size(), before + 1);
}

TEST(StarvationWatch, AReportThatComesAfterTheEndIsToldAsOver)
{
    Watched watched;
    watched.watchdog.onStarved({3, 600ms});
    ASSERT_TRUE(watched.becomes(State::Over));
    EXPECT_EQ(watched.changes.size(), 1u);
    EXPECT_EQ(watched.changes.at(0).depth, 3u);
    EXPECT_EQ(watched.changes.at(0).age, 600ms);

    watched.queue = {4, 700ms}; // the next starvation has its own numbers
    watched.watchdog.onStarved({1, 510ms});
    ASSERT_TRUE(watched.becomes(State::Lasting));
    watched.queue = {};
    ASSERT_TRUE(watched.becomes(State::Over));
    EXPECT_EQ(watched.watch.starvation().depth, 4u);
    EXPECT_EQ(watched.watch.starvation().age, 700ms);
}

TEST(StarvationWatch, TheSimulationTellsOfARealOne)
{
    test::FrameCounter view;
    SimulationPorts ports = view.ports();
    ports.starvation = test::QuickStarvation;
    LocalSimulation simulation{LiveConfiguration{lab::boidsWorkload()}, std::move(ports)};
    Starvation told;
    QObject::connect(&simulation, &Simulation::starvationChanged, &simulation,
                     [&told](const Starvation &now) { told = now; });
    // If the thread of the watchdog did not run meanwhile, it has missed the hang.
    EXPECT_TRUE(test::spinUntil([&] {
        if (told.age < 500ms)
            test::hangUntilStarved(*simulation.runtime(), 500ms);
        return told.age >= 500ms;
    }));
    EXPECT_TRUE(test::spinUntil([&] { return told.state == State::None; }));
}

} // namespace
} // namespace cownscope::ui

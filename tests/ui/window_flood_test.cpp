// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/pinned_flood.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"

#include <gtest/gtest.h>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

// Beside the pump, the main thread draws frames and charts here, perhaps with the processor.
#ifdef COWNSCOPE_SANITIZED
constexpr int LeastPercent = 75;
#else
constexpr int LeastPercent = 90;
#endif

ProgramOptions smallWindow()
{
    ProgramOptions options;
    options.configuration.workers = 2;
    options.size = QSize{900, 640};
    return options;
}

TEST(WindowFlood, TheWindowLivesOn)
{
    MainWindow window{smallWindow()};
    window.show();
    ASSERT_TRUE(test::spinUntil([&] { return window.boids().flockView()->framesPainted() > 20; }));
    // Measures the whole window, with charts and frames, for a second with and without the flood.
    // There are only eight streams, since software rendering also takes much of the main thread.
    EXPECT_TRUE(test::holdsOnce(10, [&window] {
        const int calm = test::timerFirings(1000ms);
        test::PinnedFlood flood{*window.localSimulation().runtime(), 8};
        test::spin(50ms);
        const auto framesBefore = window.boids().flockView()->framesPainted();
        const int flooded = test::timerFirings(1000ms);
        const auto frames = window.boids().flockView()->framesPainted() - framesBefore;
        flood.end();
        std::printf("the window's 10 ms timer fired %d times calm, %d times under the flood, with "
                    "%llu frames drawn meanwhile\n",
                    calm, flooded, static_cast<unsigned long long>(frames));
        return flooded * 100 >= calm * LeastPercent && frames > 5;
    }));
    window.close();
}

TEST(WindowFlood, ClosingInTheMiddleIsClean)
{
    for (int round = 0; round < 4; ++round) {
        auto window = std::make_unique<MainWindow>(smallWindow());
        window->show();
        ASSERT_TRUE(
            test::spinUntil([&] { return window->boids().flockView()->framesPainted() > 1; }));
        test::PinnedFlood flood{*window->localSimulation().runtime()};
        test::spin(std::chrono::milliseconds{20 + 7 * round});
        window->close();
        window.reset();
        test::spin(5ms);
        const auto bodies = flood.bodiesRun();
        test::spin(20ms);
        EXPECT_EQ(flood.bodiesRun(), bodies);
    }
}

TEST(WindowFlood, ClosingFromInsideAPinnedBehavior)
{
    MainWindow window{smallWindow()};
    window.show();
    ASSERT_TRUE(test::spinUntil([&] { return window.boids().flockView()->framesPainted() > 1; }));
    boc::PinnedCown<MainWindow *> pinned{*window.localSimulation().runtime(), &window};
    bool stillThere = false;
    window.localSimulation().runtime()->when(pinned) << [&](auto target) {
        (*target)->close();
        test::spin(60ms); // a nested event loop, as of a dialog
        stillThere = (*target)->isVisible();
    };
    EXPECT_TRUE(test::spinUntil([&] { return !window.isVisible(); }));
    EXPECT_TRUE(stillThere);
}

} // namespace
} // namespace cownscope

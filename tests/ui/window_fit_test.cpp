// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "app/cownscope/window_fit.h"
#include "link/child.h"
#include "tests/ui/event_loop.h"

#include <QScreen>
#include <QStandardPaths>
#include <QStatusBar>
#include <QWindow>

#include <gtest/gtest.h>

namespace cownscope {
namespace {

TEST(WindowFit, MovesBeforeItShrinks)
{
    const QRect screen{0, 30, 1600, 970}; // below a panel
    const QMargins frame{2, 24, 2, 4};
    const QRect small{300, 200, 800, 600};
    EXPECT_EQ(fittedOnScreen(small, frame, screen), small) << "it fits where it is";
    EXPECT_EQ(fittedOnScreen({1000, 700, 800, 600}, frame, screen), QRect(798, 396, 800, 600));
    EXPECT_EQ(fittedOnScreen({-50, -50, 800, 600}, frame, screen), QRect(2, 54, 800, 600));
    EXPECT_EQ(fittedOnScreen({0, 0, 1600, 1000}, frame, screen), QRect(2, 54, 1596, 942));
    EXPECT_EQ(fittedOnScreen({0, 0, 1600, 1000}, {}, {0, 0, 1600, 1000}), QRect(0, 0, 1600, 1000));
    const QRect other{-1280, 0, 1280, 720}; // left of the first screen
    EXPECT_EQ(fittedOnScreen({-1200, 10, 1600, 1000}, frame, other), QRect(-1278, 24, 1276, 692));
}

// With a real window manager, whose frame nobody knows before the window is shown.
TEST(WindowFit, TheFirstWindowFitsWithItsFrame)
{
    if (QStandardPaths::findExecutable("openbox").isEmpty())
        GTEST_SKIP() << "there is no openbox";
    const link::Child manager{{"openbox", "--sm-disable"}};
    ProgramOptions options;
    options.configuration.workers = 1;
    MainWindow window{options};
    window.show();
    const auto fits = [&window] {
        return window.windowHandle()->frameMargins().top() > 0
            && window.screen()->availableGeometry().contains(window.frameGeometry());
    };
    EXPECT_TRUE(test::spinUntil(fits, std::chrono::seconds{20}))
        << window.frameGeometry().width() << 'x' << window.frameGeometry().height();
    EXPECT_TRUE(window.rect().contains(window.statusBar()->geometry()));
}

} // namespace
} // namespace cownscope

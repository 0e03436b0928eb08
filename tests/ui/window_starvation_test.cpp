// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/hang.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"

#include <QLabel>
#include <QRegularExpression>

#include <gtest/gtest.h>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

class WindowStarvation : public testing::Test
{
protected:
    void SetUp() override
    {
        ProgramOptions options;
        options.configuration.workers = 2;
        options.size = QSize{1400, 800};
        window = std::make_unique<MainWindow>(options, test::QuickStarvation);
        window->show();
        ASSERT_TRUE(
            test::spinUntil([this] { return window->boids().flockView()->framesPainted() > 5; }));
        label = window->findChild<QLabel *>(QStringLiteral("starvation"));
        ASSERT_NE(label, nullptr);
        ASSERT_TRUE(isGone());
    }

    bool isGone()
    {
        return test::spinUntil([this] { return label->text().isEmpty(); });
    }

    // The seconds in the message, if it has this form; otherwise 0.
    double secondsIn(const QString &form) const
    {
        const QRegularExpression sentence{
            QRegularExpression::anchoredPattern(form + QStringLiteral("([0-9.]+)\u00a0(m?)s\\."))};
        const QRegularExpressionMatch told = sentence.match(label->text());
        return told.captured(1).toDouble() * (told.captured(2).isEmpty() ? 1 : 1e-3);
    }
    double secondsOver() const
    {
        return secondsIn(QStringLiteral("(?:A pinned behavior had to wait for the main thread for|"
                                        "\\d+ pinned behaviors had to wait for the main thread, "
                                        "for up to) "));
    }
    double secondsLasting() const
    {
        return secondsIn(QStringLiteral("(?:1 pinned behavior has waited for the main thread for|"
                                        "\\d+ pinned behaviors wait for the main thread, the "
                                        "oldest for) "));
    }

    std::unique_ptr<MainWindow> window;
    QLabel *label = nullptr;
};

TEST_F(WindowStarvation, TellsForHowLongTheWindowHungAndForgetsIt)
{
    // If the thread of the watchdog did not run meanwhile, it has missed the hang.
    EXPECT_TRUE(test::spinUntil([this] {
        if (secondsOver() < 0.5)
            test::hangUntilStarved(*window->localSimulation().runtime(), 500ms);
        return secondsOver() >= 0.5;
    })) << label->text().toStdString();
    EXPECT_TRUE(label->isVisible());
    EXPECT_FALSE(label->toolTip().isEmpty());
    EXPECT_TRUE(isGone());
    EXPECT_TRUE(label->toolTip().isEmpty());
}

TEST_F(WindowStarvation, StaysAsLongAsTheStarvationLasts)
{
    boc::Runtime &runtime = *window->localSimulation().runtime();
    boc::PinnedCown<int> dialog{runtime, 0};
    boc::PinnedCown<int> other{runtime, 0};
    bool told = false;
    bool broughtUpToDate = false;
    bool otherRan = false;
    runtime.when(dialog) << [&](auto) { // a nested event loop, as of a dialog
        told = test::spinUntil([&] { return secondsLasting() > 0.3; });
        const double before = secondsLasting();
        broughtUpToDate = test::spinUntil([&] { return secondsLasting() > before + 0.2; });
    };
    runtime.when(other) << [&](auto) { otherRan = true; };
    ASSERT_TRUE(test::spinUntil([&] { return otherRan; }));
    EXPECT_TRUE(told);
    EXPECT_TRUE(broughtUpToDate);
    EXPECT_TRUE(test::spinUntil([this] { return secondsOver() > 0.5; })) << "not told when over";
    EXPECT_TRUE(isGone());
}

TEST_F(WindowStarvation, ALongSentenceDoesNotWidenTheWindow)
{
    label->setText(QString(400, u'm'));
    window->resize(800, 600);
    test::spin(50ms);
    EXPECT_EQ(window->size(), QSize(800, 600));
}

TEST_F(WindowStarvation, ClosesInTheMiddleOfIt)
{
    for (int round = 0; round < 3; ++round) {
        if (round > 0)
            SetUp();
        test::hangUntilStarved(*window->localSimulation().runtime(), 300ms);
        if (round == 1) // after the report was delivered
            test::spinUntil([this] { return !label->text().isEmpty(); }, 2s);
        if (round == 2) // with the report on its way, and the event loop alive behind it
            window->close();
        window.reset();
        test::spin(20ms);
    }
}

} // namespace
} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of the process of an isolated simulation.
#include "app/cownscope/back_end_watch.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recording.h"
#include "lab/results/result_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/window_parts.h"
#include "ui/back_end/back_end_bar.h"
#include "ui/back_end/simulation_proxy.h"
#include "ui/recording/recorder.h"
#include "ui/simulation/sampler.h"
#include "ui/workloads/boids/flock_view.h"

#include <QApplication>
#include <QFile>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>

namespace cownscope {
namespace {

using namespace std::chrono_literals;
using State = ui::IsolatedSimulation::State;

class WindowBackEnd : public testing::Test
{
protected:
    void open(ProgramOptions options = {})
    {
        options.isolated = true;
        options.configuration.workers = 2;
        flockOf(options.configuration).boids = 800;
        options.size = QSize{1000, 700};
        window = std::make_unique<MainWindow>(options);
        window->show();
        ASSERT_TRUE(isRunning());
    }

    ui::IsolatedSimulation &simulation() { return *window->proxy().isolated(); }
    ui::BackEndBar &bar() { return *window->backEnd().bar(); }
    ui::FlockView &view() { return *window->boids().flockView(); }

    // Draws new frames of a running flock.
    bool isRunning()
    {
        const auto painted = view().framesPainted();
        return test::spinUntil([&] {
            return simulation().state() == State::Running && view().framesPainted() > painted + 3;
        });
    }
    void kill(int signal) { ::kill(simulation().processId(), signal); }
    void killUntilItWaits()
    {
        const auto waits = [this] {
            return simulation().state() == State::Ended && !simulation().restartsByItself();
        };
        while (!waits()) {
            ASSERT_TRUE(isRunning());
            const auto deaths = simulation().recentDeaths();
            kill(SIGKILL);
            ASSERT_TRUE(test::spinUntil([&] { return simulation().recentDeaths() > deaths; }));
        }
        EXPECT_TRUE(bar().startAgain()->isVisible());
    }

    bool aFrameWaits() const
    {
        return std::ranges::any_of(window->workloads(), [](const auto &workload) {
            return workload->view()->isSeen() && !workload->view()->readyForFrame();
        });
    }

    // Whether a section of the measurement is long enough to be kept.
    bool isMeasured(std::size_t section)
    {
        const lab::Document document = window->sampler().document();
        if (section >= document.points.size())
            return false;
        const lab::Repeat &repeat = document.points[section].repeats.at(0);
        return repeat.elapsedSeconds > 1 && repeat.throughput > 0;
    }

    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowBackEnd, ShowsAtOnceHowItEnded)
{
    open();
    EXPECT_FALSE(bar().isVisible());
    EXPECT_TRUE(test::holdsOnce(3, [this] {
        if (simulation().state() == State::Ended)
            bar().startAgain()->click();
        EXPECT_TRUE(isRunning());
        QElapsedTimer time;
        time.start();
        kill(SIGABRT); // without the handlers of sanitizers
        EXPECT_TRUE(test::spinUntil([this] { return view().isDimmed(); }));
        view().picture(); // draws it
        const auto elapsed = time.elapsed();
        RecordProperty("dimmed_ms", static_cast<int>(elapsed));
        EXPECT_TRUE(bar().isVisible());
        EXPECT_TRUE(bar().sentence().startsWith(QStringLiteral(
            "The simulation was ended by signal 6 (Aborted). Its last known step was ")))
            << bar().sentence().toStdString();
        return elapsed < 200;
    }));
}

TEST_F(WindowBackEnd, AVeilTakesAwayContrast)
{
    const auto contrast = [this] {
        const QImage picture = view().picture();
        int least = 255;
        int most = 0;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                least = std::min(least, qGray(picture.pixel(x, y)));
                most = std::max(most, qGray(picture.pixel(x, y)));
            }
        }
        return most - least;
    };
    open();
    for (const ui::Theme theme : {ui::Theme::Light, ui::Theme::Dark}) {
        window->setTheme(theme);
        ASSERT_TRUE(isRunning()); // with the new palette
        const QRgb background = view().picture().pixel(5, 5);
        killUntilItWaits();
        const int dimmed = contrast();
        EXPECT_EQ(view().picture().pixel(5, 5), background);
        bar().startAgain()->click();
        ASSERT_TRUE(isRunning());
        EXPECT_LT(dimmed, contrast() * 2 / 3);
    }
    window->setTheme(ui::Theme::System);
}

TEST_F(WindowBackEnd, StartsAgainTwiceAndThenWaitsForTheUser)
{
    open();
    kill(SIGKILL);
    ASSERT_TRUE(test::spinUntil([this] { return bar().isVisible(); }));
    ASSERT_TRUE(isRunning());
    EXPECT_FALSE(view().isDimmed());
    EXPECT_TRUE(bar().sentence().endsWith(QStringLiteral("It has started again from its seed.")));
    bar().close()->click();
    EXPECT_FALSE(bar().isVisible());
    killUntilItWaits();
    test::spin(200ms);
    EXPECT_EQ(simulation().state(), State::Ended);
    EXPECT_TRUE(view().isDimmed());
    const auto configuration = simulation().configuration();
    bar().startAgain()->click();
    EXPECT_TRUE(isRunning());
    EXPECT_EQ(simulation().configuration(), configuration);
}

TEST_F(WindowBackEnd, TellsTypeAndTextOfAnExceptionAndTheLastLines)
{
    open();
    simulation().crashBackEnd(ui::CrashKind::Exception);
    ASSERT_TRUE(test::spinUntil([this] { return bar().isVisible(); }));
    EXPECT_TRUE(
        bar().sentence().contains(QStringLiteral("It threw std::runtime_error: crash on purpose.")))
        << bar().sentence().toStdString();
    EXPECT_TRUE(bar().lastLines().isEmpty());
    bar().showLines()->click();
    EXPECT_TRUE(bar().lastLines().contains(QStringLiteral("terminate called")))
        << bar().lastLines().toStdString();
}

TEST_F(WindowBackEnd, SavesAReport)
{
    open();
    const QTemporaryDir folder;
    const QString path = folder.filePath("report.txt");
    window->setQuestions(
        {.decide = {},
         .savePath = [&](const ui::SaveQuestion &, QString *) { return QString{path}; },
         .confirmReplace = {},
         .openPaths = {}});
    simulation().crashBackEnd(ui::CrashKind::Abort);
    ASSERT_TRUE(test::spinUntil([this] { return bar().isVisible(); }));
    bar().saveReport()->click();
    QFile file{path};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString report = QString::fromUtf8(file.readAll());
    for (const char *part : {"was ended by signal 6 (Aborted).", "Program: Cownscope",
                             "\"boids\": 800", "\"kernel\"", "Last lines:"})
        EXPECT_TRUE(report.contains(QLatin1String{part})) << part << '\n' << report.toStdString();
}

TEST_F(WindowBackEnd, AsksAboutASilentBackEnd)
{
    open();
    kill(SIGSTOP);
    ASSERT_TRUE(test::spinUntil([this] { return bar().wait()->isVisible(); }));
    EXPECT_TRUE(view().isDimmed());
    const QString first = bar().sentence();
    EXPECT_TRUE(QRegularExpression{"^The simulation has not answered for [0-9]+ s[.]$"}
                    .match(first)
                    .hasMatch())
        << first.toStdString();
    EXPECT_TRUE(test::spinUntil([&] { return bar().sentence() != first; })) << "the time stands";
    bar().wait()->click();
    EXPECT_FALSE(bar().isVisible());
    EXPECT_TRUE(view().isDimmed());
    kill(SIGCONT);
    EXPECT_TRUE(isRunning());
    EXPECT_FALSE(view().isDimmed());
    simulation().crashBackEnd(ui::CrashKind::Hang);
    ASSERT_TRUE(test::spinUntil([this] { return bar().end()->isVisible(); }));
    bar().end()->click();
    ASSERT_TRUE(test::spinUntil([this] { return bar().saveReport()->isVisible(); }));
    EXPECT_TRUE(bar().sentence().contains(QStringLiteral("because it had not answered for")))
        << bar().sentence().toStdString();
    EXPECT_TRUE(isRunning());
}

TEST_F(WindowBackEnd, TheSimulationMovesBothWays)
{
    open();
    const auto move = [this](bool isolated) {
        for (QAction *action : test::actionsOf(*window)) {
            if (action->text() == QStringLiteral("In a Process of Its &Own")
                && action->isChecked() != isolated)
                action->trigger();
        }
    };
    using Place = ui::SimulationProxy::Place;
    for (int round = 0; round < 2; ++round) {
        move(false);
        EXPECT_EQ(window->proxy().place(), Place::ThisProcess);
        const auto painted = view().framesPainted();
        EXPECT_TRUE(test::spinUntil([&] { return view().framesPainted() > painted + 5; }));
        EXPECT_TRUE(test::spinUntil([this] { return window->simulation().read().steps > 10; }));
        move(true);
        EXPECT_EQ(window->proxy().place(), Place::OwnProcess);
        EXPECT_TRUE(isRunning());
    }
    EXPECT_EQ(flockOf(window->simulation().configuration()).boids, 800u);
    window->simulation().setPaused(true);
    move(false);
    EXPECT_TRUE(window->simulation().isPaused());
    ui::LiveConfiguration rings = window->simulation().configuration();
    rings.setWorkload(lab::chainRingWorkload());
    EXPECT_TRUE(window->simulation().apply(rings));
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isSwitching(); }));
    move(true);
    window->simulation().setPaused(false);
    const auto painted = test::ringViewOf(*window)->framesPainted();
    EXPECT_TRUE(
        test::spinUntil([&] { return test::ringViewOf(*window)->framesPainted() > painted + 5; }));
}

TEST_F(WindowBackEnd, AllWorkloadsCanBeShownOneAfterTheOther)
{
    open();
    for (const bool stepPerFrame : {false, true}) {
        for (const lab::Workload *workload : lab::workloads()) {
            ui::LiveConfiguration next = window->simulation().configuration();
            next.setWorkload(*workload);
            ui::Speed &speed = next.of(*workload).speed;
            speed.unlimited = false;
            speed.stepPerFrame = stepPerFrame;
            // The view is hidden with a frame that it has not drawn.
            EXPECT_TRUE(test::spinUntil([this] { return aFrameWaits(); }));
            EXPECT_TRUE(window->simulation().apply(next));
            const auto painted = window->simulation().read().framesPainted;
            EXPECT_TRUE(test::spinUntil([&] {
                return !window->simulation().isSwitching()
                    && window->simulation().read().framesPainted > painted + 10;
            })) << workload->about().name
                << stepPerFrame;
        }
    }
}

TEST_F(WindowBackEnd, RecordingsAndMeasurementsOutliveIt)
{
    open();
    const QTemporaryDir folder;
    std::optional<ui::RecordingResult> result;
    QObject::connect(&window->recording(), &Recording::ended,
                     [&](const ui::RecordingResult &given) { result = given; });
    ASSERT_TRUE(window->recording().begin(folder.filePath("film.mp4")));
    ASSERT_TRUE(isRunning());
    ASSERT_TRUE(test::spinUntil([this] { return isMeasured(0); }));
    kill(SIGKILL);
    ASSERT_TRUE(test::spinUntil([this] { return bar().isVisible(); }));
    ASSERT_TRUE(isRunning());
    window->recording().finish();
    ASSERT_TRUE(test::spinUntil([&] { return result.has_value(); }));
    EXPECT_EQ(result->end, ui::RecordingResult::End::Complete);
    EXPECT_GT(result->progress.written, 6u);
    const QString path = folder.filePath("live.json");
    // What the first process has done, and what the second one does.
    ASSERT_TRUE(test::spinUntil([this] { return isMeasured(1); }));
    ASSERT_TRUE(window->exportJson(path));
    EXPECT_EQ(lab::readResultFile(path.toStdString()).points.size(), 2u);
    EXPECT_TRUE(isMeasured(0));
}

TEST_F(WindowBackEnd, ShowsAMessageOnTheOtherPage)
{
    open();
    window->showPage(Page::Experiments);
    kill(SIGKILL);
    const auto *notices = window->findChild<NoticeBar *>();
    ASSERT_TRUE(test::spinUntil([&] { return notices->isVisible(); }));
    EXPECT_TRUE(notices->sentences().first().contains(QStringLiteral("signal 9 (Killed)")));
    EXPECT_FALSE(bar().isVisible());
    window->showPage(Page::Live);
    EXPECT_TRUE(bar().isVisible());
}

TEST_F(WindowBackEnd, ClosesSoonWhateverItsState)
{
    for (const int signal : {0, SIGSTOP, SIGKILL}) {
        EXPECT_TRUE(test::holdsOnce(3, [&] {
            open();
            const int process = simulation().processId();
            if (signal != 0)
                kill(signal);
            test::spin(20ms);
            QElapsedTimer time;
            time.start();
            window.reset();
            const auto elapsed = time.elapsed();
            EXPECT_EQ(::kill(process, 0), -1) << "its process is left";
            return elapsed < 1000;
        })) << signal;
    }
}

} // namespace
} // namespace cownscope

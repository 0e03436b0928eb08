// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recent_files.h"
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "lab/transport/transport_csv.h"
#include "tests/support/address_space_limit.h"
#include "tests/support/descriptor_limit.h"
#include "tests/support/no_more_threads.h"
#include "tests/ui/sweep_fixture.h"
#include "tests/ui/transport_data.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/simulation/simulation.h"
#include "ui/sweeps/autosave.h"
#include "ui/sweeps/notice.h"
#include "ui/sweeps/sweep_form.h"
#include "ui/sweeps/sweep_monitor.h"
#include "ui/sweeps/sweep_panel.h"
#include "ui/transport/transport_view.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

namespace cownscope {
namespace {

using namespace std::chrono_literals;
using test::quickPlan;

class ExperimentsPageTest : public test::SweepTest
{
protected:
    ExperimentsPageTest()
    {
        QDir{ui::Autosave::defaultFolder()}.removeRecursively();
        RecentFiles::clear();
        open();
    }

    void open(QSize size = {1100, 760})
    {
        ProgramOptions options;
        options.size = size;
        options.page = Page::Experiments;
        window = std::make_unique<MainWindow>(options);
        ui::Questions questions;
        questions.decide = [this](const QString &title, const QString &text, const QString &,
                                  const QString &) {
            titles.append(title);
            asked << text;
            return decision;
        };
        questions.savePath = [this](const ui::SaveQuestion &, QString *) { return savePath; };
        questions.confirmReplace = [](const QString &) { return true; };
        questions.openPaths = [] { return QStringList{}; };
        page().setQuestions(std::move(questions));
        window->show();
    }

    ExperimentsPage &page() { return window->experiments(); }
    ui::SweepRunner &runner() { return page().runner(); }
    const std::vector<ui::OpenResult> &results() { return page().results().results(); }
    static QStringList autosaves()
    {
        return QDir{ui::Autosave::defaultFolder()}.entryList({"*.json"}, QDir::Files);
    }

    void begin(const lab::SweepPlan &plan)
    {
        Q_EMIT page().panel().runRequested(plan);
        ASSERT_TRUE(runner().isRunning());
        ASSERT_TRUE(test::spinUntil([this] { return !results().empty(); }));
    }
    void measure(const lab::SweepPlan &plan)
    {
        begin(plan);
        ASSERT_TRUE(test::spinUntil([this] { return !runner().isRunning(); }));
    }
    bool closed()
    {
        return test::spinUntil([this] { return !window->isVisible(); }, 10s);
    }

    std::unique_ptr<MainWindow> window;
    QStringList asked;
    QStringList titles; // of the questions
    ui::Decision decision = ui::Decision::Cancel;
    QString savePath;
};

TEST_F(ExperimentsPageTest, MeasuresWhatTheFormSays)
{
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isPaused(); }));
    window->findChild<QLineEdit *>("values")->setText(QStringLiteral("1, 2"));
    window->findChild<QDoubleSpinBox *>("duration")->setValue(0.05);
    window->findChild<QDoubleSpinBox *>("repeats")->setValue(1);
    QPushButton *run = window->findChild<QPushButton *>("run");
    ASSERT_TRUE(run->isEnabled());
    run->click();
    ASSERT_TRUE(runner().isRunning());
    EXPECT_TRUE(window->simulation().isPaused()) << "it competes for the cores";
    EXPECT_EQ(page().panel().currentWidget(), page().panel().monitor());
    ASSERT_TRUE(test::spinUntil(
        [this] { return window->findChild<QLabel *>("point")->text().startsWith("workers="); }));
    ASSERT_TRUE(test::spinUntil([this] { return !runner().isRunning(); }));
    EXPECT_FALSE(window->simulation().isPaused()) << "it goes on";
    EXPECT_EQ(page().panel().currentWidget(), page().panel().form());
    ASSERT_EQ(results().size(), 1u);
    EXPECT_TRUE(results()[0].unsaved);
    EXPECT_FALSE(results()[0].running);
    EXPECT_EQ(results()[0].document->points.size(), 2u);
    ASSERT_EQ(autosaves().size(), 1);
    const QString path = ui::Autosave::defaultFolder() + '/' + autosaves()[0];
    EXPECT_EQ(lab::readResultFile(path.toStdString()).points.size(), 2u);
}

TEST_F(ExperimentsPageTest, ALateStopIsNoRun)
{
    const auto place = [this](const char *name) {
        auto *button = window->findChild<QPushButton *>(name);
        return QRect{button->mapTo(&page().panel(), QPoint{}), button->size()};
    };
    ASSERT_TRUE(test::spinUntil([&] { return place("run").isValid(); }));
    const QRect run = place("run");
    begin(quickPlan({1, 2}, 30));
    ASSERT_TRUE(window->findChild<QPushButton *>("stop")->isVisible());
    test::spin(20ms); // the layout
    const QRect stop = place("stop");
    EXPECT_FALSE(stop.adjusted(-20, -20, 20, 20).intersects(run));
    QTest::mouseClick(window->findChild<QPushButton *>("stop"), Qt::LeftButton);
    ASSERT_TRUE(test::spinUntil([this] { return !runner().isRunning(); }));
    const QPoint late = page().panel().mapTo(window.get(), stop.center());
    QTest::mouseClick(window->windowHandle(), Qt::LeftButton, {}, late);
    QTest::keyClick(window.get(), Qt::Key_Escape);
    QTest::keyClick(window.get(), Qt::Key_Space);
    EXPECT_FALSE(runner().isRunning());
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
}

TEST_F(ExperimentsPageTest, WhatTheLastSweepSaidGoesWithTheNextEdit)
{
    auto *form = page().panel().form();
    const auto *outcome = window->findChild<QLabel *>("outcome");
    const auto *warnings = window->findChild<QLabel *>("outcomeWarnings");
    for (const bool number : {false, true}) {
        form->setOutcome("The experiment is complete.", {"It was loud"});
        EXPECT_TRUE(outcome->isVisible());
        EXPECT_TRUE(warnings->isVisible());
        if (number)
            window->findChild<QDoubleSpinBox *>("repeats")->stepUp();
        else
            window->findChild<QLineEdit *>("values")->setText(QStringLiteral("1"));
        EXPECT_FALSE(outcome->isVisible());
        EXPECT_FALSE(warnings->isVisible());
    }
}

TEST_F(ExperimentsPageTest, WhatWasPausedStaysPaused)
{
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isPaused(); }));
    window->simulation().setPaused(true);
    measure(quickPlan());
    EXPECT_TRUE(window->simulation().isPaused());
}

TEST_F(ExperimentsPageTest, SavingRemovesTheAutosave)
{
    measure(quickPlan());
    ASSERT_EQ(autosaves().size(), 1);
    savePath = folder.filePath(QStringLiteral("saved")); // the suffix is added
    page().askAndSave();
    EXPECT_TRUE(autosaves().empty());
    ASSERT_EQ(results().size(), 1u);
    EXPECT_FALSE(results()[0].unsaved);
    const QString saved = savePath + QStringLiteral(".json");
    EXPECT_EQ(lab::readResultFile(saved.toStdString()).points.size(), 2u);
    EXPECT_EQ(RecentFiles::list(), QStringList{saved});
    window->close();
    EXPECT_TRUE(closed());
    EXPECT_TRUE(asked.empty()) << "nothing would be lost";
}

// From the form, as where a limit on them is reached.
TEST_F(ExperimentsPageTest, AnExperimentWithoutThreadsDescriptorsOrMemoryIsRefusedInTheForm)
{
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isPaused(); }));
    window->findChild<QDoubleSpinBox *>("duration")->setValue(0.05);
    QPushButton *run = window->findChild<QPushButton *>("run");
    const auto expectRefusal = [this](const char *reason) {
        EXPECT_FALSE(runner().isRunning());
        EXPECT_FALSE(window->simulation().isPaused());
        EXPECT_EQ(page().panel().currentWidget(), page().panel().form());
        QString told;
        for (const ui::Notice *notice : page().panel().form()->findChildren<ui::Notice *>())
            told += notice->text();
        EXPECT_TRUE(told.contains("The experiment cannot be started: ")) << told.toStdString();
        EXPECT_TRUE(told.contains(reason)) << told.toStdString();
        EXPECT_TRUE(autosaves().empty());
    };
    if (test::runsWithoutDescriptors) {
        {
            const test::DescriptorLimit none;
            run->click();
        }
        expectRefusal("Too many open files");
    }
    {
        const test::NoMoreThreads none;
        run->click();
    }
    expectRefusal("Resource temporarily unavailable");
#ifndef COWNSCOPE_SANITIZED
    lab::SweepPlan plan = quickPlan({1, 2, 3});
    plan.repeats = UINT32_MAX;
    {
        const test::AddressSpaceLimit little{std::size_t{64} << 20};
        Q_EMIT page().panel().runRequested(plan);
    }
    expectRefusal("there is not enough memory");
#endif
    measure(quickPlan({1}));
    EXPECT_EQ(results().size(), 1u);
}

TEST_F(ExperimentsPageTest, APlaceThatCannotBeWrittenKeepsTheAutosave)
{
    measure(quickPlan());
    savePath = QStringLiteral("/proc/none/at/all.json");
    page().askAndSave();
    EXPECT_TRUE(results()[0].unsaved);
    EXPECT_EQ(autosaves().size(), 1);
    decision = ui::Decision::Save;
    window->close();
    EXPECT_TRUE(window->isVisible());
}

TEST_F(ExperimentsPageTest, ClosingAsksForUnsavedResults)
{
    measure(quickPlan());
    window->close();
    EXPECT_TRUE(window->isVisible()) << "cancelled";
    EXPECT_EQ(asked.size(), 1);
    EXPECT_EQ(titles, QStringList{"Save the Results?"});
    decision = ui::Decision::Discard;
    window->close();
    EXPECT_TRUE(closed());
    EXPECT_TRUE(autosaves().empty());
}

TEST_F(ExperimentsPageTest, ClosingInTheMiddleCanBeCancelled)
{
    begin(quickPlan({1, 2}, 30));
    window->close();
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(runner().isRunning());
    EXPECT_FALSE(runner().isStopping());
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(titles, QStringList{"Stop the Experiment?"});
}

TEST_F(ExperimentsPageTest, ClosingInTheMiddleDiscards)
{
    begin(quickPlan({1, 2}, 30));
    decision = ui::Decision::Discard;
    window->close();
    window->close(); // a second time while it ends
    EXPECT_TRUE(closed());
    EXPECT_EQ(asked.size(), 1);
    EXPECT_TRUE(autosaves().empty());
}

TEST_F(ExperimentsPageTest, ClosingInTheMiddleStopsAndSaves)
{
    lab::SweepPlan plan = quickPlan({1, 2}, 0.2);
    plan.repeats = 100;
    begin(plan);
    ASSERT_TRUE(test::spinUntil([this] { return runner().runsDone() > 1; }));
    decision = ui::Decision::Save;
    savePath = folder.filePath(QStringLiteral("cut.json"));
    window->close();
    EXPECT_TRUE(closed());
    const lab::Document document = lab::readResultFile(savePath.toStdString());
    EXPECT_TRUE(document.metadata.interrupted);
    EXPECT_FALSE(document.points.empty());
    EXPECT_TRUE(autosaves().empty());
}

TEST_F(ExperimentsPageTest, WhatACrashLeavesIsRecovered)
{
    lab::SweepPlan plan = quickPlan({1, 2}, 0.2);
    plan.repeats = 100;
    begin(plan);
    ASSERT_TRUE(test::spinUntil([this] { return runner().runsDone() > 2; }));
    window.reset(); // without a question, and without saving
    ASSERT_EQ(autosaves().size(), 1);
    open();
    ASSERT_EQ(results().size(), 1u);
    EXPECT_TRUE(results()[0].unsaved);
    EXPECT_TRUE(results()[0].name.startsWith(QStringLiteral("Recovered")));
    EXPECT_FALSE(results()[0].document->points.empty());
    decision = ui::Decision::Discard;
    window->close();
    EXPECT_TRUE(closed());
    EXPECT_TRUE(autosaves().empty());
}

TEST_F(ExperimentsPageTest, OpensFilesAndRemembersThem)
{
    measure(quickPlan());
    savePath = folder.filePath(QStringLiteral("a.json"));
    page().askAndSave();
    page().results().close(results()[0].id);
    const QString bad = folder.filePath(QStringLiteral("bad.json"));
    QFile file{bad};
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("no result");
    file.close();
    window->showPage(Page::Live);
    test::spin(5ms);
    window->openFiles({bad});
    const QString told = window->findChild<NoticeBar *>()->sentences().join(u'|');
    EXPECT_TRUE(told.contains(bad)) << told.toStdString();
    EXPECT_TRUE(results().empty());
    EXPECT_TRUE(window->boids().flockView()->isVisible()) << "nothing to look at over there";

    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(savePath)});
    QDragEnterEvent enter{{200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(window.get(), &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent drop{{200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
    QApplication::sendEvent(window.get(), &drop);
    ASSERT_EQ(results().size(), 1u);
    EXPECT_FALSE(results()[0].unsaved);
    EXPECT_TRUE(page().isVisible());
    EXPECT_EQ(RecentFiles::list(), QStringList{savePath});
    QFile::remove(savePath);
    EXPECT_TRUE(RecentFiles::list().empty()) << "what is gone is not offered";
}

TEST_F(ExperimentsPageTest, ClosingAResultAsksOnlyWhenItWouldBeLost)
{
    measure(quickPlan());
    auto *view = window->findChild<ui::ResultsView *>();
    const int id = results()[0].id;
    Q_EMIT view->closeRequested(id);
    EXPECT_EQ(results().size(), 1u) << "cancelled";
    decision = ui::Decision::Save;
    savePath = folder.filePath(QStringLiteral("a.json"));
    Q_EMIT view->closeRequested(id);
    EXPECT_TRUE(results().empty());
    EXPECT_TRUE(autosaves().empty());
    EXPECT_EQ(lab::readResultFile(savePath.toStdString()).points.size(), 2u);
    window->openFiles({savePath});
    ASSERT_EQ(results().size(), 1u);
    Q_EMIT view->closeRequested(results()[0].id);
    EXPECT_TRUE(results().empty());
    EXPECT_EQ(asked.size(), 2);
}

TEST_F(ExperimentsPageTest, ClosingAResultInTheMiddleStopsItsSweep)
{
    auto *view = window->findChild<ui::ResultsView *>();
    for (const ui::Decision chosen : {ui::Decision::Discard, ui::Decision::Save}) {
        lab::SweepPlan plan = quickPlan({1, 2}, 0.1);
        plan.repeats = 100;
        begin(plan);
        ASSERT_TRUE(test::spinUntil([this] { return runner().runsDone() > 1; }));
        decision = chosen;
        savePath = folder.filePath(QStringLiteral("a.json"));
        Q_EMIT view->closeRequested(results()[0].id);
        EXPECT_TRUE(runner().isStopping());
        ASSERT_TRUE(test::spinUntil([this] { return !runner().isRunning(); }));
        EXPECT_TRUE(results().empty());
        EXPECT_TRUE(autosaves().empty());
        EXPECT_EQ(QFile::exists(savePath), chosen == ui::Decision::Save);
    }
}

TEST_F(ExperimentsPageTest, ResultsOfTransportsAreOpenedAndSavedLikeOthers)
{
    const auto path = [this](const char *name) { return folder.filePath(name); };
    const auto said = [this] { return window->findChild<NoticeBar *>()->sentences().join(u'|'); };
    const auto write = [&](const char *name, const std::string &text) {
        lab::writeFile(path(name).toStdString(), text);
    };
    const auto rows = test::transportRows();
    write("t.csv", lab::transport::toCsv(rows));
    write("t.json", toJsonText(*test::sharedTransports(rows)));
    write("bad.csv",
          "size_mb,kind,transport,items_per_s,mb_per_s,mb_per_s_lo,mb_per_s_hi,speedup\n"
          "2,bytes,tube,1,1,1,1,1\n");
    window->openFiles({path("t.csv"), path("bad.csv"), path("t.json"), path("t.csv")});
    ASSERT_EQ(results().size(), 2u) << "t.csv is open already";
    EXPECT_EQ(results()[0].name, "t.csv");
    EXPECT_EQ(results()[0].transports->rows.size(), results()[1].transports->rows.size());
    EXPECT_EQ(
        said(),
        path("bad.csv")
            + ": line 2: transport must be pipe, ring, pool, boost or iceoryx, but is \"tube\"");
    EXPECT_EQ(RecentFiles::list(), (QStringList{path("t.csv"), path("t.json")}));
    auto *view = page().findChild<ui::TransportView *>();
    EXPECT_TRUE(view->isVisible());

    savePath = path("copy.json");
    page().askAndSave(); // t.json is selected
    EXPECT_EQ(lab::transport::readTransportJson(savePath.toStdString()).rows,
              results()[1].transports->rows);
    EXPECT_EQ(results()[1].name, "copy.json");
    savePath = path("copy.csv");
    page().askAndSave();
    EXPECT_EQ(lab::transport::readTransportCsv(savePath.toStdString()).size(), rows.size());
    page().results().close(results()[1].id);
    savePath = path("other.json");
    page().askAndSave();
    EXPECT_FALSE(QFile::exists(savePath)) << "a CSV file cannot be saved as JSON";
    EXPECT_TRUE(said().contains("write it as .csv"));

    savePath = path("plot.png");
    page().askAndExport();
    EXPECT_FALSE(QImage{savePath}.isNull());
    window->close();
    EXPECT_TRUE(closed()) << "nothing is unsaved";
    EXPECT_TRUE(asked.empty());
}

TEST_F(ExperimentsPageTest, RecentFilesAreTheLastTen)
{
    QStringList paths;
    for (int i = 0; i < 12; ++i) {
        paths.prepend(folder.filePath(QStringLiteral("%1.json").arg(i)));
        QFile file{paths.front()};
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        RecentFiles::add(paths.front());
    }
    EXPECT_EQ(RecentFiles::list(), paths.mid(0, 10));
    RecentFiles::add(paths[4]);
    EXPECT_EQ(RecentFiles::list().front(), paths[4]);
    EXPECT_EQ(RecentFiles::list().size(), 10);
}

TEST_F(ExperimentsPageTest, PagesSwitchByKeysAndTabs)
{
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    auto *tabs = window->findChild<QTabBar *>();
    ASSERT_NE(tabs, nullptr);
    const auto *dock = window->findChild<QDockWidget *>();
    EXPECT_TRUE(page().isVisible());
    EXPECT_FALSE(dock->isVisible());
    QTest::keyClick(window.get(), Qt::Key_1, Qt::ControlModifier);
    EXPECT_FALSE(page().isVisible());
    EXPECT_TRUE(dock->isVisible());
    EXPECT_EQ(tabs->currentIndex(), 0);
    tabs->setCurrentIndex(1);
    EXPECT_TRUE(page().isVisible());
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isPaused(); }));
    QTest::keyClick(window.get(), Qt::Key_Space);
    EXPECT_FALSE(window->simulation().isPaused()) << "keys of the other page";
}

TEST_F(ExperimentsPageTest, EscapeStops)
{
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    begin(quickPlan({1, 2}, 30));
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_TRUE(runner().isStopping());
    EXPECT_TRUE(test::spinUntil([this] { return !runner().isRunning(); }, 4s));
    EXPECT_TRUE(results().empty()) << "nothing was measured";
    EXPECT_TRUE(autosaves().empty());
}

TEST_F(ExperimentsPageTest, FitsASmallScreen)
{
    window.reset();
    open({800, 600});
    test::spin(50ms);
    EXPECT_EQ(window->size(), QSize(800, 600)) << "something asks for more room";
    auto *run = window->findChild<QPushButton *>("run");
    EXPECT_TRUE(window->rect().contains(QRect{run->mapTo(window.get(), QPoint{}), run->size()}));
}

} // namespace
} // namespace cownscope

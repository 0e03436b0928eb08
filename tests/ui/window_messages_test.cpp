// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "lab/results/result_file.h"
#include "lab/scenes/scene_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/window_parts.h"
#include "ui/results/result_set.h"
#include "ui/simulation/local_simulation.h"
#include "ui/sweeps/notice.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/scene_menu.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <gtest/gtest.h>

#include <fstream>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

// What the window says, and files that are given to it.
class WindowMessages : public testing::Test
{
protected:
    void open(ProgramOptions options = test::windowOptions())
    {
        options.configuration.workers = 1;
        options.size = QSize{900, 600};
        window = std::make_unique<MainWindow>(options);
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    }

    QString file(const QString &name, const char *contents)
    {
        QString path = folder.filePath(name);
        std::ofstream(path.toStdString()) << contents;
        return path;
    }
    QString result(const QString &name)
    {
        QString path = folder.filePath(name);
        lab::writeResultFile(path.toStdString(), {});
        return path;
    }
    QString scene(const QString &name, unsigned boids)
    {
        QString path = folder.filePath(name);
        lab::NamedScene scene;
        scene.options.boids = boids;
        lab::writeSceneFile(path.toStdString(), scene);
        return path;
    }

    ui::FlockView *flockView() { return window->boids().flockView(); }
    ui::RingView *ringView() { return test::ringViewOf(*window); }
    ui::SceneMenu &scenes() { return *window->boids().scenes(); }

    NoticeBar *bar() { return window->findChild<NoticeBar *>(); }
    QString said() { return bar()->isVisible() ? bar()->sentences().join(u'|') : QString{}; }
    std::size_t openResults() { return window->experiments().results().results().size(); }
    unsigned boids() { return flockOf(window->simulation().configuration()).boids; }

    QTemporaryDir folder;
    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowMessages, AProblemStaysUntilItIsDismissed)
{
    open();
    EXPECT_EQ(said(), "");
    const QString half = file("half.json", R"({"schema_version": 1, "points": [)");
    window->openFiles({half});
    EXPECT_TRUE(said().contains(half)) << said().toStdString();
    EXPECT_TRUE(bar()->hasProblem());
    EXPECT_EQ(window->statusBar()->currentMessage(), "") << "where it would go by itself";
    const QImage picture = bar()->grab().toImage();
    EXPECT_GT(picture.height(), 15) << "too low to be read";
    QTest::keyClick(window.get(), Qt::Key_M, Qt::ControlModifier);
    EXPECT_EQ(said(), "");

    auto *button = bar()->findChild<QToolButton *>();
    EXPECT_TRUE(button->focusPolicy() & Qt::TabFocus);
    EXPECT_NE(button->accessibleName(), "");
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Return, Qt::Key_Escape}) {
        window->openFiles({half});
        ASSERT_NE(said(), "");
        button->setFocus();
        QTest::keyClick(button, key);
        EXPECT_EQ(said(), "") << key;
    }
    EXPECT_FALSE(window->simulation().isPaused()) << "which Space would be elsewhere";
}

TEST_F(WindowMessages, WhatIsToldAtOnceStandsTogetherAndTheNextReplacesIt)
{
    open();
    const QString first = file("first.json", "[");
    const QString second = file("second.json", "{}");
    window->openFiles({first, result("good.json"), second});
    EXPECT_TRUE(said().contains(first)) << said().toStdString();
    EXPECT_TRUE(said().contains(second)) << said().toStdString();
    EXPECT_EQ(openResults(), 1u) << "a bad file keeps nobody from the others";
    test::spin(5ms);
    window->showMessage("It is saved.", ui::MessageKind::Outcome);
    EXPECT_EQ(said(), "It is saved.");
    EXPECT_FALSE(bar()->hasProblem());
    test::spin(5ms);
    window->showMessage("This is how it works.", ui::MessageKind::Hint);
    EXPECT_EQ(said(), "It is saved.") << "a hint is less than an outcome";
    EXPECT_EQ(window->statusBar()->currentMessage(), "This is how it works.");
}

TEST_F(WindowMessages, NothingIsTooLongForTheWindow)
{
    open();
    const QSize before = window->size();
    for (int i = 0; i < 30; ++i)
        window->showMessage("/" + QString{300, u'x'} + " cannot be read.",
                            ui::MessageKind::Problem);
    test::spin(50ms);
    EXPECT_EQ(window->size(), before);
    EXPECT_LT(bar()->height(), 100);
}

TEST_F(WindowMessages, AWindowThatEndsByItselfTellsProblemsToItsStarter)
{
    ProgramOptions options = test::windowOptions();
    options.quitAfter = 1000;
    open(options);
    QSignalSpy problems{window.get(), &MainWindow::problemArose};
    window->showMessage("It went wrong.", ui::MessageKind::Problem);
    EXPECT_EQ(problems.size(), 1);
    window->showMessage("It went well.", ui::MessageKind::Outcome);
    EXPECT_EQ(problems.size(), 1);
    EXPECT_EQ(said(), "") << "it would be in the picture";
}

TEST_F(WindowMessages, WhatCouldNotBeOpenedAtTheStartIsTold)
{
    ProgramOptions options = test::windowOptions();
    const QString bad = file("bad.json", "no");
    options.files = ui::readGivenFiles({result("good.json"), bad});
    open(options);
    EXPECT_EQ(openResults(), 1u);
    EXPECT_TRUE(said().contains(bad)) << said().toStdString();
}

TEST_F(WindowMessages, FilesAreToldApartByWhatIsInThem)
{
    open();
    scenes().openPath = [path = result("result.json")] { return path; };
    scenes().shortcutActions().at(0)->trigger();
    EXPECT_EQ(openResults(), 1u) << "chosen as a scene, it is what it is";
    EXPECT_TRUE(window->experiments().isVisible());
    const QString first = scene("first.json", 11);
    const QString second = scene("second.json", 22);
    window->openFiles({first, second});
    EXPECT_EQ(boids(), 11u);
    EXPECT_TRUE(said().contains(second)) << "which nobody sees otherwise";
    EXPECT_EQ(window->windowTitle(), "first");
}

TEST_F(WindowMessages, FilesCanBeDroppedEverywhere)
{
    open();
    ASSERT_TRUE(test::spinUntil([this] { return flockView()->framesPainted() > 0; }));
    const auto drop = [](QObject *place, const QString &path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        data.setText(path);
        const Qt::DropActions actions = Qt::CopyAction | Qt::MoveAction;
        QDragEnterEvent enter{{50, 50}, actions, &data, Qt::LeftButton, Qt::NoModifier};
        QCoreApplication::sendEvent(place, &enter);
        QDragMoveEvent move{{50, 50}, actions, &data, Qt::LeftButton, Qt::NoModifier};
        QCoreApplication::sendEvent(place, &move);
        EXPECT_TRUE(enter.isAccepted() && move.isAccepted());
        QDropEvent event{{50, 50}, actions, &data, Qt::LeftButton, Qt::NoModifier};
        QCoreApplication::sendEvent(place, &event);
        EXPECT_EQ(event.dropAction(), Qt::CopyAction) << "who drags must keep it";
    };
    drop(flockView(), scene("a.json", 33));
    EXPECT_EQ(boids(), 33u);
    ui::LiveConfiguration rings = window->simulation().configuration();
    rings.setWorkload(lab::chainRingWorkload());
    ringsOf(rings).nullPayload = true;
    ASSERT_TRUE(window->simulation().apply(rings));
    ASSERT_TRUE(test::spinUntil([this] { return ringView()->framesPainted() > 0; }));
    drop(ringView(), scene("b.json", 44));
    EXPECT_EQ(boids(), 44u);
    drop(window->windowHandle(), scene("c.json", 55));
    EXPECT_EQ(boids(), 55u);
    drop(flockView(), result("d.json"));
    EXPECT_EQ(openResults(), 1u);

    // Also above a text field, a dropped file is opened.
    const auto fields = window->experiments().findChildren<QLineEdit *>();
    const auto field = std::find_if(fields.begin(), fields.end(),
                                    [](const QLineEdit *each) { return each->isVisible(); });
    ASSERT_NE(field, fields.end());
    const QString before = (*field)->text();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(result("e.json"))});
    data.setText("e.json");
    const QPointF at = (*field)->mapTo(window.get(), QPoint{5, 5});
    QDragEnterEvent enter{at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
    QCoreApplication::sendEvent(window->windowHandle(), &enter);
    QDropEvent event{at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
    QCoreApplication::sendEvent(window->windowHandle(), &event);
    EXPECT_EQ(openResults(), 2u);
    EXPECT_EQ((*field)->text(), before);
}

} // namespace
} // namespace cownscope

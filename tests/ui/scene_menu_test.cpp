// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "app/cownscope/notice_bar.h"
#include "lab/results/result_file.h"
#include "lab/scenes/scene_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/window_parts.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/scene_menu.h"
#include "ui/workloads/boids/tools/flock_tools.h"
#include "workloads/boids/presets.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <gtest/gtest.h>

#include <fstream>

namespace cownscope {
namespace {

class SceneMenuTest : public testing::Test
{
protected:
    void open(ProgramOptions options = test::windowOptions())
    {
        options.configuration.workers = 1;
        options.size = QSize{900, 600};
        window = std::make_unique<MainWindow>(options);
        window->show();
        QObject::connect(&scenes(), &ui::SceneMenu::message, window.get(),
                         [this](const QString &text) { said = text; });
        ASSERT_TRUE(test::spinUntil(
            [this] { return flockView()->framesPainted() + ringView()->framesPainted() > 1; }));
    }

    ui::FlockView *flockView() { return window->boids().flockView(); }
    ui::RingView *ringView() { return test::ringViewOf(*window); }
    ui::SceneMenu &scenes() { return *window->boids().scenes(); }
    ui::FlockTools &tools() { return *window->boids().tools(); }

    const boids::Options &flock() { return flockOf(window->simulation().configuration()); }

    QString file(const char *name) { return folder.filePath(name); }

    static boids::Options shoal() { return boids::findPreset("shoal")->options; }

    QTemporaryDir folder;
    std::unique_ptr<MainWindow> window;
    QString said;
};

TEST_F(SceneMenuTest, TwoSpeciesAreToldApart)
{
    open();
    using enum ui::ColorMode;
    const auto colorWith = [this](const char *preset) {
        scenes().choose(preset);
        return flockView()->colorMode();
    };
    window->boids().setColorMode(Speed);
    EXPECT_EQ(colorWith("murmuration"), Speed);
    EXPECT_EQ(colorWith("two-flocks"), Species);
    EXPECT_EQ(colorWith("shoal"), Speed) << "what was chosen comes back";
    EXPECT_EQ(colorWith("two-flocks"), Species);
    window->boids().setColorMode(Cost);
    EXPECT_EQ(colorWith("shoal"), Cost) << "what is chosen meanwhile stays";
}

TEST_F(SceneMenuTest, APresetBeginsAnew)
{
    open();
    ASSERT_TRUE(test::spinUntil([this] { return flockView()->frame()->step > 10; }));
    QMenu *menu = scenes().menu();
    for (QAction *action : menu->actions()) {
        if (action->text() == "Shoal")
            action->trigger();
    }
    EXPECT_EQ(flock(), shoal());
    EXPECT_EQ(window->windowTitle(), "Shoal");
    EXPECT_EQ(said.toStdString(), boids::findPreset("shoal")->description);
    EXPECT_TRUE(test::spinUntil([this] {
        return flockView()->frame()->boids == shoal().boids && flockView()->frame()->step < 10;
    }));
}

TEST_F(SceneMenuTest, APresetTakesTheRingsPlace)
{
    ProgramOptions options = test::windowOptions();
    options.configuration.setWorkload(lab::chainRingWorkload());
    ringsOf(options.configuration).nullPayload = true;
    open(options);
    scenes().choose("evacuation");
    EXPECT_TRUE(test::spinUntil([this] {
        const auto *frame = flockView()->frame();
        return frame && frame->scene.influences.size() == flock().influences.size();
    }));
    EXPECT_GT(flock().influences.size(), 50u);
}

TEST_F(SceneMenuTest, SavesWithWhatWasDrawnAndOpensItAgain)
{
    open();
    tools().setTool(ui::FlockTool::Obstacle);
    const auto center = QPoint{flockView()->width() / 2, flockView()->height() / 2};
    QTest::mouseClick(flockView(), Qt::LeftButton, {}, center);
    ASSERT_EQ(flock().influences.size(), 1u);
    EXPECT_NEAR(flock().influences[0].x, 600, 10);
    EXPECT_NEAR(flock().influences[0].y, 400, 10);
    tools().setTool(ui::FlockTool::Predator);
    QTest::mousePress(flockView(), Qt::LeftButton, {}, center);
    EXPECT_TRUE(tools().control().pointer());
    const boids::Options drawn = flock();
    QString proposed;
    ui::Questions questions;
    questions.savePath = [&](const ui::SaveQuestion &question, QString *) {
        proposed = question.name;
        return file("evening");
    };
    window->setQuestions(questions);
    scenes().shortcutActions().at(1)->trigger();
    EXPECT_EQ(proposed, "scene.json");
    EXPECT_EQ(lab::readSceneFile(file("evening.json").toStdString()),
              (lab::NamedScene{"evening", drawn}));
    EXPECT_EQ(window->windowTitle(), "evening");
    scenes().choose("shoal");
    scenes().openPath = [&] { return file("evening.json"); };
    scenes().shortcutActions().at(0)->trigger();
    EXPECT_EQ(flock(), drawn);
    EXPECT_EQ(window->windowTitle(), "evening");
    EXPECT_EQ(scenes().name(), "evening");
}

TEST_F(SceneMenuTest, ABadFileIsToldAndChangesNothing)
{
    open();
    const boids::Options before = flock();
    std::ofstream(file("bad.json").toStdString())
        << R"({"kind": "scene", "schema_version": 1, "boids": -3})";
    window->openFiles({file("bad.json")});
    EXPECT_EQ(window->findChild<NoticeBar *>()->sentences(),
              QStringList{file("bad.json") + ": boids must be a whole number, 0 or more"});
    EXPECT_EQ(flock(), before);
    scenes().save("/proc/none/at/all.json");
    EXPECT_TRUE(said.startsWith("cannot write /proc/none/at/all.json")) << said.toStdString();
}

TEST_F(SceneMenuTest, AFileThatIsDroppedIsASceneOrAResult)
{
    open();
    lab::writeSceneFile(file("scene.json").toStdString(), {.name = "Dropped", .options = shoal()});
    lab::writeResultFile(file("result.json").toStdString(), {});
    const auto drop = [this](const QStringList &names) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &name : names)
            urls.append(QUrl::fromLocalFile(folder.filePath(name)));
        data.setUrls(urls);
        QDragEnterEvent enter{{50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
        QCoreApplication::sendEvent(window.get(), &enter);
        QDropEvent event{{50, 50}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier};
        QCoreApplication::sendEvent(window.get(), &event);
    };
    drop({"scene.json"});
    EXPECT_EQ(flock(), shoal());
    EXPECT_EQ(window->windowTitle(), "Dropped");
    drop({"result.json"});
    EXPECT_EQ(window->windowTitle(), "Experiments");
    scenes().choose("default");
    EXPECT_EQ(window->windowTitle(), "Default") << "back on the live page";
}

TEST_F(SceneMenuTest, ToolsRestWhereThereIsNoFlock)
{
    open();
    window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    QTest::keyClick(window.get(), Qt::Key_O);
    EXPECT_EQ(tools().tool(), ui::FlockTool::Obstacle);
    window->showPage(Page::Experiments);
    QTest::keyClick(window.get(), Qt::Key_P);
    EXPECT_EQ(tools().tool(), ui::FlockTool::Obstacle);
    window->showPage(Page::Live);
    QTest::keyClick(window.get(), Qt::Key_V);
    EXPECT_EQ(tools().tool(), ui::FlockTool::MoveView);
}

TEST_F(SceneMenuTest, TheCommandLinesSceneNamesTheWindow)
{
    ProgramOptions options = test::windowOptions();
    flockOf(options.configuration) = shoal();
    options.sceneName = "Shoal";
    open(options);
    EXPECT_EQ(window->windowTitle(), "Shoal");
}

} // namespace
} // namespace cownscope

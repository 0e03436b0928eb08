// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"
#include "lab/results/result_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/window_parts.h"
#include "ui/charts/live_charts.h"
#include "ui/simulation/local_simulation.h"
#include "ui/simulation/sampler.h"
#include "ui/style/theme.h"
#include "ui/workloads/boids/flock_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QShortcut>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

class WindowTest : public testing::Test
{
protected:
    static ProgramOptions options()
    {
        ProgramOptions result = test::windowOptions();
        result.configuration.workers = 2;
        flockOf(result.configuration).boids = 800;
        result.size = QSize{1000, 700};
        result.theme = ui::Theme::Dark;
        return result;
    }

    void open(const ProgramOptions &chosen)
    {
        window = std::make_unique<MainWindow>(chosen);
        window->show();
        window->activateWindow();
        ASSERT_TRUE(test::spinUntil(
            [this] { return flockView()->framesPainted() + ringView()->framesPainted() > 1; }));
    }

    ui::FlockView *flockView() { return window->boids().flockView(); }
    ui::RingView *ringView() { return test::ringViewOf(*window); }

    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowTest, PictureShowsFlockControlsAndCharts)
{
    open(options());
    ASSERT_TRUE(test::spinUntil([this] { // enough for a line in the charts
        return window->charts().curve("steps_per_s").history().size() > 4;
    }));
    const QTemporaryDir folder;
    const QString path = folder.filePath("window.png");
    ASSERT_TRUE(window->savePicture(path));
    const QImage picture{path};
    ASSERT_EQ(picture.size(), window->size() * window->devicePixelRatio());

    // Each part of the window shows something: the view has many colors, other parts have some.
    const auto colorsIn = [&picture](const QRect &area) {
        std::set<QRgb> colors;
        for (int y = area.top(); y < area.bottom(); ++y) {
            for (int x = area.left(); x < area.right(); ++x)
                colors.insert(picture.pixel(x, y));
        }
        return colors.size();
    };
    const QPoint viewAt = flockView()->parent()
        ? flockView()->mapToGlobal(QPoint{}) - window->mapToGlobal(QPoint{})
        : QPoint{300, 50};
    EXPECT_GT(colorsIn({viewAt, flockView()->size()}), 200u) << "no flock";
    EXPECT_GT(colorsIn({0, 30, 200, 300}), 10u) << "no controls";
    EXPECT_GT(colorsIn({0, 570, 1000, 100}), 10u) << "no charts";
    EXPECT_FALSE(window->savePicture("/nowhere/at/all.png"));
}

TEST_F(WindowTest, ExportsWhatRan)
{
    open(options());
    ASSERT_TRUE(test::spinUntil([this] {
        const lab::Repeat repeat = window->sampler().document().points.at(0).repeats.at(0);
        return repeat.throughput > 20 && repeat.more.at("frames").get<int>() > 5;
    }));
    const QTemporaryDir folder;
    const QString path = folder.filePath("window.json");
    ASSERT_TRUE(window->exportJson(path));
    const lab::Document document = lab::readResultFile(path.toStdString());
    ASSERT_EQ(document.points.size(), 1u);
    EXPECT_EQ(document.points[0].inputs.at("boids"), 800);
    EXPECT_GT(document.points[0].repeats.at(0).throughput, 10);
    EXPECT_GT(document.points[0].repeats.at(0).more.at("frames").get<int>(), 5);
    EXPECT_EQ(document.metadata.program, "cownscope");
    EXPECT_FALSE(window->exportJson("/proc/none/at/all.json"));
}

TEST_F(WindowTest, ShortcutsWorkWhileTheViewHasTheKeyboard)
{
    open(options());
    ui::Simulation &simulation = window->simulation();
    const auto press = [this](int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(flockView(), static_cast<Qt::Key>(key), modifiers);
        test::spin(20ms);
    };
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    EXPECT_FALSE(simulation.isPaused());
    press(Qt::Key_Space);
    EXPECT_TRUE(simulation.isPaused());
    ASSERT_TRUE(test::standsStill(*window));
    const auto steps = simulation.read().steps;
    press(Qt::Key_S);
    press(Qt::Key_Period);
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps == steps + 2; }));
    press(Qt::Key_3);
    EXPECT_EQ(flockView()->colorMode(), ui::ColorMode::Worker);
    press(Qt::Key_2);
    EXPECT_EQ(flockView()->colorMode(), ui::ColorMode::Speed);
    press(Qt::Key_1);
    EXPECT_EQ(flockView()->colorMode(), ui::ColorMode::Heading);
    press(Qt::Key_R);
    EXPECT_TRUE(test::spinUntil([&] { return flockView()->frame()->step == 0; }));
    press(Qt::Key_F11);
    EXPECT_TRUE(window->isFullScreen());
    press(Qt::Key_F11);
    EXPECT_FALSE(window->isFullScreen());
    press(Qt::Key_F9);
    for (const auto *dock : window->findChildren<QDockWidget *>())
        EXPECT_FALSE(dock->isVisible());
    press(Qt::Key_Space);
    EXPECT_FALSE(simulation.isPaused()) << "hidden panels must not take shortcuts along";
    press(Qt::Key_F9);
    press(Qt::Key_F1);
    const auto *overview = window->findChild<QDialog *>();
    ASSERT_NE(overview, nullptr);
    EXPECT_TRUE(overview->isVisible());
}

TEST_F(WindowTest, KeysChangeWhatIsShownOfTheFlock)
{
    open(options());
    ui::FlockView &view = *flockView();
    const auto press = [&view](Qt::Key key) {
        QTest::keyClick(&view, key);
        test::spin(20ms);
    };
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    press(Qt::Key_Plus);
    EXPECT_GT(view.transform().zoom(), 1.2);
    const QPointF before = view.toWorld({200, 200});
    press(Qt::Key_Right);
    press(Qt::Key_Down);
    EXPECT_GT(view.toWorld({200, 200}).x(), before.x() + 10);
    EXPECT_GT(view.toWorld({200, 200}).y(), before.y() + 10);
    press(Qt::Key_Minus);
    EXPECT_NEAR(view.transform().zoom(), 1, 1e-9);
    press(Qt::Key_Home);
    EXPECT_TRUE(view.transform().isFitted());
    press(Qt::Key_4);
    EXPECT_EQ(view.colorMode(), ui::ColorMode::Cost);
    press(Qt::Key_5);
    EXPECT_EQ(view.colorMode(), ui::ColorMode::Species);
    press(Qt::Key_W);
    EXPECT_TRUE(view.settings().parts);
    press(Qt::Key_T);
    EXPECT_TRUE(view.settings().trails);
    const auto boxes = window->findChildren<QCheckBox *>();
    EXPECT_EQ(std::count_if(boxes.begin(), boxes.end(),
                            [](const QCheckBox *box) {
                                return box->isChecked() && box->accessibleName() == "Trails";
                            }),
              1)
        << "the panel shows it, too";
    press(Qt::Key_W);
    press(Qt::Key_T);
    EXPECT_FALSE(view.settings().parts);
    EXPECT_FALSE(view.settings().trails);
}

TEST_F(WindowTest, KeysDoNothingToAFlockThatIsNotShown)
{
    open(options());
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    ui::LiveConfiguration configuration = window->simulation().configuration();
    const auto run = [&](const lab::Workload &workload) {
        configuration.setWorkload(workload);
        ASSERT_TRUE(window->simulation().apply(configuration));
        ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isSwitching(); }));
    };
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(window.get(), key);
        test::spin(20ms);
    };
    run(lab::chainRingWorkload());
    const ui::FlockSettings before = flockView()->settings();
    press(Qt::Key_T);
    press(Qt::Key_W);
    press(Qt::Key_Plus);
    EXPECT_EQ(flockView()->settings(), before);
    EXPECT_TRUE(flockView()->transform().isFitted());
    run(lab::boidsWorkload());
    press(Qt::Key_T);
    EXPECT_TRUE(flockView()->settings().trails);
}

// Whoever asks the simulation to go on, as its timer does and a recording with room again, may do
// so while the workers paint.
TEST_F(WindowTest, WithOneStepForEachPictureNoStepIsLeftOut)
{
    for (const ui::Renderer renderer : {ui::Renderer::Splat, ui::Renderer::Density}) {
        ProgramOptions chosen = options();
        chosen.flockSettings.renderer = renderer;
        chosen.configuration.of(lab::boidsWorkload()).speed.stepPerFrame = true;
        open(chosen);
        const ui::FlockView &view = *flockView();
        std::vector<std::uint64_t> shown;
        QObject::connect(&view, &ui::GlView::framePainted, window.get(),
                         [&] { shown.push_back(view.frame()->step); });
        QTimer hurry;
        QObject::connect(&hurry, &QTimer::timeout, window.get(),
                         [this] { window->simulation().resumeDrawing(); });
        hurry.start(0);
        ASSERT_TRUE(test::spinUntil([&] { return shown.size() >= 200; }));
        hurry.stop();
        for (std::size_t i = 1; i < shown.size(); ++i) {
            // A density that needs more colors is painted again.
            if (renderer == ui::Renderer::Density && shown[i] == shown[i - 1])
                continue;
            ASSERT_EQ(shown[i], shown[i - 1] + 1) << i;
        }
    }
}

TEST_F(WindowTest, NoKeyMeansTwoThings)
{
    open(options());
    std::map<QKeySequence, QString> taken;
    const auto take = [&taken](const QKeySequence &keys, const QString &by) {
        const auto [place, isNew] = taken.emplace(keys, by);
        EXPECT_TRUE(isNew) << keys.toString().toStdString() << ": " << place->second.toStdString()
                           << " and " << by.toStdString();
    };
    for (const QAction *action : test::actionsOf(*window)) {
        for (const QKeySequence &keys : action->shortcuts())
            take(keys, action->text());
    }
    for (const auto *shortcut : window->findChildren<QShortcut *>()) {
        if (!shortcut->key().isEmpty())
            take(shortcut->key(), shortcut->parent()->metaObject()->className());
    }
    EXPECT_GT(taken.size(), 25u);
}

TEST_F(WindowTest, APausedPictureIsPaintedAnewWhenItShouldLookDifferent)
{
    ProgramOptions chosen = options();
    chosen.flockSettings.renderer = ui::Renderer::Splat;
    open(chosen);
    window->simulation().setPaused(true);
    ASSERT_TRUE(test::standsStill(*window));
    test::spin(100ms);
    ui::FlockView &view = *flockView();
    const auto changesThePicture = [&](const std::function<void()> &change) {
        const auto painted = view.framesPainted();
        const QImage before = view.picture();
        change(); // an earlier image may still arrive
        return test::spinUntil(
            [&] { return view.framesPainted() > painted && view.picture() != before; }, 10s);
    };
    EXPECT_TRUE(changesThePicture([&] { window->boids().setColorMode(ui::ColorMode::Speed); }));
    EXPECT_TRUE(changesThePicture([&] { view.zoom(3); }));
    EXPECT_TRUE(changesThePicture([&] {
        ui::FlockSettings settings = view.settings();
        settings.renderer = ui::Renderer::Density;
        window->boids().showAs(settings);
    }));
    EXPECT_TRUE(changesThePicture([&] { window->setTheme(ui::Theme::Light); }));
    window->setTheme(ui::Theme::Dark);
}

TEST_F(WindowTest, PicturesArePaintedHoweverManyWorkersTheFlockHas)
{
    ProgramOptions chosen = options();
    chosen.flockSettings.renderer = ui::Renderer::Splat;
    open(chosen);
    const QString drawing = flockView()->drawingText();
    EXPECT_TRUE(drawing.contains(QStringLiteral(" worker"))) << drawing.toStdString();
    for (const unsigned workers : {3u, 1u, 2u, 4u}) {
        ui::LiveConfiguration other = window->simulation().configuration();
        other.workers = workers;
        EXPECT_TRUE(window->simulation().apply(other));
        ASSERT_TRUE(test::spinUntil([&] {
            return !window->simulation().isSwitching()
                && window->simulation().read().statistics.workers.size() == workers;
        }));
        const auto painted = flockView()->framesPainted();
        EXPECT_TRUE(test::spinUntil([&] { return flockView()->framesPainted() > painted + 5; }));
        EXPECT_EQ(flockView()->drawingText(), drawing) << "the painter has workers of its own";
    }
    EXPECT_TRUE(flockView()->status());
}

TEST_F(WindowTest, QuitShortcutCloses)
{
    open(options());
    ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
    QTest::keyClick(flockView(), Qt::Key_Q, Qt::ControlModifier);
    EXPECT_TRUE(test::spinUntil([this] { return !window->isVisible(); }));
}

TEST_F(WindowTest, EditsReachTheSimulation)
{
    open(options());
    QDoubleSpinBox *workers = nullptr;
    for (auto *box : window->findChildren<QDoubleSpinBox *>())
        workers = !workers && box->accessibleName() == "Workers" ? box : workers;
    ASSERT_NE(workers, nullptr);
    workers->setValue(3);
    EXPECT_TRUE(test::spinUntil([this] {
        return !window->simulation().isSwitching()
            && window->simulation().read().statistics.workers.size() == 3;
    }));
    ui::LiveConfiguration rings = window->simulation().configuration();
    rings.setWorkload(lab::chainRingWorkload());
    ringsOf(rings).nullPayload = true;
    EXPECT_TRUE(window->simulation().apply(rings));
    const auto ringsAreDrawn = [this] {
        const auto before = ringView()->framesPainted();
        return test::spinUntil([&] { return ringView()->framesPainted() > before + 5; });
    };
    EXPECT_TRUE(test::spinUntil([&] { // after the last frames of the flock's view
        const auto flockFrames = flockView()->framesPainted();
        return ringsAreDrawn() && flockView()->framesPainted() == flockFrames;
    })) << "drawn though hidden";
}

// What goes on where nobody sees it is told, and can be paused there.
TEST_F(WindowTest, WhatRunsBehindTheExperimentsIsToldAndCanBePaused)
{
    open(options());
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isPaused(); }));
    const auto *pause = window->findChild<QToolButton *>("backgroundPause");
    const auto *remark = window->findChild<QLabel *>("starvation");
    ASSERT_TRUE(pause && remark);
    EXPECT_FALSE(pause->isVisible());
    EXPECT_EQ(remark->text(), "");
    window->showPage(Page::Experiments);
    EXPECT_TRUE(pause->isVisible());
    EXPECT_TRUE(remark->text().contains("in the background")) << remark->text().toStdString();
    pause->defaultAction()->trigger();
    EXPECT_TRUE(window->simulation().isPaused());
    EXPECT_EQ(remark->text(), "");
    EXPECT_EQ(pause->text(), "Run");
    QTest::keyClick(window.get(), Qt::Key_Space);
    EXPECT_TRUE(window->simulation().isPaused()) << "Space presses buttons here";
    pause->defaultAction()->trigger();
    EXPECT_FALSE(window->simulation().isPaused());
    window->showPage(Page::Live);
    EXPECT_FALSE(pause->isVisible());
    EXPECT_EQ(remark->text(), "");
}

TEST_F(WindowTest, ThemesReachViewsAndCharts)
{
    open(options());
    for (const auto theme : {ui::Theme::Light, ui::Theme::Dark}) {
        window->setTheme(theme);
        const auto shade = theme == ui::Theme::Light ? ui::Shade::Light : ui::Shade::Dark;
        EXPECT_TRUE(test::spinUntil([&] {
            return flockView()->picture().pixelColor(2, 2) == ui::sceneFor(shade).background;
        }));
        EXPECT_EQ(ui::shadeOf(window->palette()), shade);
    }
}

TEST_F(WindowTest, FitsASmallScreen)
{
    ProgramOptions chosen = options();
    chosen.size = QSize{800, 600};
    open(chosen);
    EXPECT_EQ(window->size(), QSize(800, 600)) << "something asks for more room";
    EXPECT_GT(flockView()->width(), 400);
    EXPECT_GT(flockView()->height(), 250);
}

TEST_F(WindowTest, ClosesWhileItSwitches)
{
    open(options());
    ui::LiveConfiguration other = window->simulation().configuration();
    other.workers = 4;
    other.setWorkload(lab::chainRingWorkload());
    EXPECT_TRUE(window->simulation().apply(other));
    EXPECT_TRUE(window->simulation().isSwitching());
    window->close();
    window.reset();
    test::spin(20ms);
}

} // namespace
} // namespace cownscope

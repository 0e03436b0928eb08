// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/tools/flock_tools.h"
#include "ui/workloads/boids/tools/tool_bar.h"

#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>
#include <QWindow>

#include <gtest/gtest.h>

#include <cmath>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

// Counts the mouse events that a filter lets through.
class PlainView : public QWindow
{
public:
    int mouseEvents = 0;
    int wheelEvents = 0;

protected:
    void mousePressEvent(QMouseEvent *) override { ++mouseEvents; }
    void mouseMoveEvent(QMouseEvent *) override { ++mouseEvents; }
    void mouseReleaseEvent(QMouseEvent *) override { ++mouseEvents; }
    void wheelEvent(QWheelEvent *) override { ++wheelEvents; }
};

class FlockToolsTest : public testing::Test
{
protected:
    FlockToolsTest()
    {
        QObject::connect(&tools, &FlockTools::message, &tools,
                         [this](const QString &text) { messages.append(text); });
    }

    static LiveConfiguration flock()
    {
        LiveConfiguration configuration{lab::boidsWorkload()};
        configuration.workers = 1;
        return configuration;
    }

    const std::vector<boids::Influence> &influences() const
    {
        return flockOf(simulation.configuration()).influences;
    }

    void mouse(QEvent::Type type, const QPointF &at, Qt::MouseButton button = Qt::LeftButton)
    {
        const Qt::MouseButtons held =
            type == QEvent::MouseButtonRelease ? Qt::MouseButtons{} : Qt::LeftButton;
        QMouseEvent event{
            type, at, at, type == QEvent::MouseMove ? Qt::NoButton : button, held, Qt::NoModifier};
        QCoreApplication::sendEvent(&view, &event);
    }
    void press(const QPointF &at) { mouse(QEvent::MouseButtonPress, at); }
    void move(const QPointF &at) { mouse(QEvent::MouseMove, at); }
    void release(const QPointF &at) { mouse(QEvent::MouseButtonRelease, at); }

    void wheel(int delta, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event{{5, 5}, {5, 5}, {}, {0, delta}, Qt::NoButton, modifiers, {}, false};
        QCoreApplication::sendEvent(&view, &event);
    }

    test::FrameCounter frames;
    LocalSimulation simulation{flock(), frames.ports()};
    PlainView view;
    FlockTools tools{&view, &simulation, [](const QPointF &point) {
                         return 2 * point + QPointF{100, 50};
                     }};
    QStringList messages;
};

TEST_F(FlockToolsTest, MovingTheViewIsTheViewsOwn)
{
    press({10, 10});
    move({20, 10});
    release({20, 10});
    wheel(120, Qt::ShiftModifier);
    EXPECT_EQ(view.mouseEvents, 3);
    EXPECT_EQ(view.wheelEvents, 1);
    EXPECT_EQ(simulation.configuration(), flock());
    EXPECT_FALSE(tools.control().pointer());
}

TEST_F(FlockToolsTest, OnlyTheLeftButtonIsTaken)
{
    tools.setTool(FlockTool::Predator);
    press({10, 10});
    release({10, 10});
    EXPECT_EQ(view.mouseEvents, 0);
    move({11, 11});
    mouse(QEvent::MouseButtonPress, {10, 10}, Qt::RightButton);
    mouse(QEvent::MouseButtonRelease, {10, 10}, Qt::RightButton);
    wheel(120, Qt::NoModifier);
    EXPECT_EQ(view.mouseEvents, 3) << "moves without a button, and the right one";
    EXPECT_EQ(view.wheelEvents, 1);
    EXPECT_FALSE(tools.control().pointer());
}

TEST_F(FlockToolsTest, PredatorRepelsWhereTheMouseIsUntilItIsReleased)
{
    tools.setTool(FlockTool::Predator);
    press({10, 20});
    ASSERT_TRUE(tools.control().pointer());
    EXPECT_EQ(tools.control().pointer()->x, 120);
    EXPECT_EQ(tools.control().pointer()->y, 90);
    EXPECT_EQ(tools.control().pointer()->strength, 2 * boids::Parameters().speedLimit);
    move({30, 20});
    EXPECT_EQ(tools.control().pointer()->x, 160);
    EXPECT_TRUE(test::spinUntil([&] {
        return frames.flock && frames.flock->scene.influences.size() == 1
            && frames.flock->scene.influences[0].x == 160;
    })) << "it does not reach the flock";
    release({30, 20});
    EXPECT_FALSE(tools.control().pointer());
    EXPECT_TRUE(test::spinUntil([&] { return frames.flock->scene.influences.empty(); }));
    EXPECT_TRUE(influences().empty()) << "what the mouse holds is not part of the scene";
}

TEST_F(FlockToolsTest, AttractorAttracts)
{
    tools.setTool(FlockTool::Attractor);
    press({10, 20});
    ASSERT_TRUE(tools.control().pointer());
    EXPECT_LT(tools.control().pointer()->strength, 0);
}

TEST_F(FlockToolsTest, WhatTheMouseHoldsIsDroppedWhenTheViewIsLeft)
{
    tools.setTool(FlockTool::Predator);
    for (const QEvent::Type leaving : {QEvent::Leave, QEvent::Hide, QEvent::FocusOut}) {
        press({10, 20});
        EXPECT_TRUE(tools.control().pointer());
        QEvent event{leaving};
        QCoreApplication::sendEvent(&view, &event);
        EXPECT_FALSE(tools.control().pointer()) << leaving;
    }
    press({10, 20});
    tools.setTool(FlockTool::Attractor);
    EXPECT_FALSE(tools.control().pointer()) << "another tool";
    press({10, 20});
    Q_EMIT qGuiApp->applicationStateChanged(Qt::ApplicationInactive);
    EXPECT_FALSE(tools.control().pointer()) << "another program";
}

TEST_F(FlockToolsTest, ObstaclesMakeAWall)
{
    tools.setTool(FlockTool::Obstacle);
    press({0, 0});
    ASSERT_EQ(influences().size(), 1u);
    EXPECT_EQ(influences()[0], (boids::Influence{100, 50, 40, 2 * boids::Parameters().speedLimit}));
    move({1, 0});
    EXPECT_EQ(influences().size(), 1u) << "too near";
    move({100, 0});
    EXPECT_EQ(influences().size(), 11u);
    for (std::size_t i = 1; i < influences().size(); ++i)
        EXPECT_NEAR(std::hypot(influences()[i].x - influences()[i - 1].x,
                               influences()[i].y - influences()[i - 1].y),
                    20, 0.01);
    release({100, 0});
    press({0, 100});
    EXPECT_EQ(influences().size(), 12u) << "another chain begins where it is pressed";
    EXPECT_EQ(view.mouseEvents, 0);
}

TEST_F(FlockToolsTest, EraserRemovesWhatItIsMovedOver)
{
    LiveConfiguration configuration = flock();
    flockOf(configuration).influences = {
        {100, 50, 10, 30}, {100, 90, 10, 30}, {100, 91, 10, 30}, {300, 50, 10, 30}};
    EXPECT_TRUE(simulation.apply(configuration));
    tools.setTool(FlockTool::Eraser);
    press({0, 0});
    ASSERT_EQ(influences().size(), 2u) << "reach 40";
    EXPECT_EQ(influences()[0].y, 91);
    move({100, 0});
    EXPECT_EQ(influences().size(), 1u);
    release({100, 0});
    tools.clearObstacles();
    EXPECT_TRUE(influences().empty());
}

TEST_F(FlockToolsTest, SaysOnceThatThereAreTooManyObstacles)
{
    LiveConfiguration configuration = flock();
    flockOf(configuration).influences.assign(boids::maxInfluences - 2, {1, 1, 10, 30});
    EXPECT_TRUE(simulation.apply(configuration));
    tools.setTool(FlockTool::Obstacle);
    press({0, 0});
    move({100, 0});
    EXPECT_EQ(influences().size(), boids::maxInfluences);
    move({200, 0});
    move({300, 0});
    EXPECT_EQ(messages,
              QStringList("There are already 1,024 obstacles, which is the maximum. Remove some "
                          "with the eraser."));
    release({300, 0});
    tools.setTool(FlockTool::Predator);
    press({0, 0});
    EXPECT_FALSE(tools.control().pointer());
    EXPECT_EQ(messages.size(), 2);
}

TEST_F(FlockToolsTest, BoidsBeginAtTheMouseWhileItIsHeld)
{
    tools.setTool(FlockTool::AddBoids);
    press({1000, 1000}); // far outside of the world
    EXPECT_EQ(flockOf(simulation.configuration()).boids, 310u);
    EXPECT_TRUE(test::spinUntil([&] { return flockOf(simulation.configuration()).boids >= 330; }));
    release({1000, 1000});
    const auto count = flockOf(simulation.configuration()).boids;
    test::spin(150ms);
    EXPECT_EQ(flockOf(simulation.configuration()).boids, count);
    ASSERT_TRUE(test::spinUntil([&] { return frames.flock && frames.flock->boids == count; }));
    std::uint32_t inside = 0;
    for (const auto &boid : test::boidsOf(*frames.flock))
        inside += std::hypot(boid.x - 2100, boid.y - 2050) <= 60.01;
    EXPECT_EQ(inside, count - 300);
}

TEST_F(FlockToolsTest, BoidsGoWhileTheButtonIsHeld)
{
    tools.setTool(FlockTool::RemoveBoids);
    press({0, 0});
    EXPECT_EQ(flockOf(simulation.configuration()).boids, 290u);
    EXPECT_TRUE(test::spinUntil([&] { return flockOf(simulation.configuration()).boids == 0; }));
    test::spin(120ms); // no boids are left
    EXPECT_EQ(flockOf(simulation.configuration()).boids, 0u);
}

TEST_F(FlockToolsTest, AFullFlockIsSaidOnce)
{
    LiveConfiguration configuration = flock();
    configuration.setWorkload(lab::chainRingWorkload()); // so that no boids are made
    flockOf(configuration).boids = boids::maxBoids - 5;
    LocalSimulation other{configuration, frames.ports()};
    FlockTools full{&view, &other, [](const QPointF &point) { return point; }};
    QSignalSpy said{&full, &FlockTools::message};
    full.setTool(FlockTool::AddBoids);
    press({0, 0});
    EXPECT_EQ(flockOf(other.configuration()).boids, boids::maxBoids);
    test::spin(200ms);
    ASSERT_EQ(said.size(), 1);
    EXPECT_EQ(said[0][0].toString(), "There can be no more than 1048576 boids.");
}

TEST_F(FlockToolsTest, EachToolHasItsReach)
{
    QSignalSpy changes{&tools, &FlockTools::reachChanged};
    tools.setTool(FlockTool::Predator);
    EXPECT_EQ(tools.reach(), 150);
    changes.clear();
    press({0, 0});
    wheel(120, Qt::ShiftModifier);
    EXPECT_GT(tools.reach(), 150);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_EQ(tools.control().pointer()->reach, static_cast<float>(tools.reach())) << "at once";
    EXPECT_EQ(view.wheelEvents, 0);
    wheel(-1'000'000, Qt::ShiftModifier);
    EXPECT_EQ(tools.reach(), LeastReach);
    tools.setTool(FlockTool::Obstacle);
    EXPECT_EQ(tools.reach(), 40);
    tools.setTool(FlockTool::RemoveBoids);
    EXPECT_EQ(tools.reach(), 0);
    tools.setReach(100);
    EXPECT_EQ(tools.reach(), 0) << "it has none";
}

TEST_F(FlockToolsTest, TheCursorShowsTheReach)
{
    tools.setTool(FlockTool::Obstacle);
    EXPECT_EQ(view.cursor().shape(), Qt::BitmapCursor);
    EXPECT_EQ(view.cursor().hotSpot(), QPoint(22, 22)) << "40 units are 20 pixels";
    tools.setReach(80);
    EXPECT_EQ(view.cursor().hotSpot(), QPoint(42, 42));
    tools.setReach(MostReach);
    EXPECT_EQ(view.cursor().shape(), Qt::CrossCursor) << "too large for a cursor";
    tools.setTool(FlockTool::RemoveBoids);
    EXPECT_EQ(view.cursor().shape(), Qt::CrossCursor);
    tools.setTool(FlockTool::MoveView);
    EXPECT_EQ(view.cursor().shape(), Qt::ArrowCursor) << "the view's own";
}

TEST_F(FlockToolsTest, APlaceThatIsNotKnownChangesNothing)
{
    FlockTools lost{&view, &simulation, [](const QPointF &) { return QPointF{qQNaN(), 0}; }};
    for (const FlockToolInfo &info : flockToolInfos()) {
        if (info.tool == FlockTool::RemoveBoids)
            continue;
        lost.setTool(info.tool);
        press({1, 1});
        release({1, 1});
    }
    EXPECT_EQ(simulation.configuration(), flock());
    EXPECT_FALSE(tools.control().pointer());
}

TEST_F(FlockToolsTest, TheRowShowsTheToolAndItsReach)
{
    FlockToolBar bar{&tools};
    const QList<QAction *> actions = bar.toolActions();
    ASSERT_EQ(actions.size(), static_cast<int>(FlockToolCount) + 1);
    EXPECT_EQ(bar.findChildren<QToolButton *>().size(), actions.size());
    EXPECT_TRUE(actions[0]->isChecked());
    auto *reach = bar.findChild<QSlider *>();
    EXPECT_FALSE(reach->isEnabled());
    actions[3]->trigger();
    EXPECT_EQ(tools.tool(), FlockTool::Obstacle);
    EXPECT_TRUE(reach->isEnabled());
    reach->setValue(reach->maximum());
    EXPECT_DOUBLE_EQ(tools.reach(), MostReach);
    tools.setTool(FlockTool::Eraser);
    EXPECT_TRUE(actions[4]->isChecked());
    EXPECT_LT(reach->value(), reach->maximum());
    EXPECT_DOUBLE_EQ(tools.reach(), 40) << "showing a reach sets none";
    std::set<QKeySequence> keys;
    for (const QAction *action : actions) {
        EXPECT_FALSE(action->icon().isNull()) << action->text().toStdString();
        EXPECT_TRUE(keys.insert(action->shortcut()).second) << action->text().toStdString();
    }
    bar.setUsable(false);
    EXPECT_FALSE(actions[1]->isEnabled()) << "its shortcut would act on a flock that is not there";
}

TEST_F(FlockToolsTest, ClearTakesAllObstacles)
{
    FlockToolBar bar{&tools};
    tools.setTool(FlockTool::Obstacle);
    press({0, 0});
    release({0, 0});
    bar.toolActions().last()->trigger();
    EXPECT_TRUE(influences().empty());
}

} // namespace
} // namespace cownscope::ui

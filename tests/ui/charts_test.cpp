// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/charts/chart_board.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/worker_chart.h"
#include "ui/style/worker_color.h"
#include "ui/views/color_key.h"
#include "ui/workloads/boids/step_chart.h"

#include <QApplication>
#include <QBarSet>
#include <QChartView>
#include <QHelpEvent>
#include <QHorizontalPercentBarSeries>
#include <QHorizontalStackedBarSeries>
#include <QLineSeries>
#include <QPixmap>
#include <QToolTip>
#include <QValueAxis>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

TimeCurve curve(Quantity quantity)
{
    return {quantity, 10, {}, [](double value) { return QString::number(value); }};
}

QChart *chartIn(const QWidget &panel)
{
    const auto *view = panel.findChild<QChartView *>();
    return view ? view->chart() : nullptr;
}

// How many pixels of a picture are of about this color.
int count(const QImage &picture, const QColor &color)
{
    int result = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            result += std::abs(pixel.red() - color.red()) < 12
                    && std::abs(pixel.green() - color.green()) < 12
                    && std::abs(pixel.blue() - color.blue()) < 12
                ? 1
                : 0;
        }
    }
    return result;
}

TEST(TimeChart, DrawsItsModel)
{
    TimeChartModel model{1};
    TimeChart chart{"Test", &model, {curve(Quantity::Steps)}};
    chart.resize(320, 170);
    chart.show();
    test::spin(50ms);
    for (int i = 0; i < 600; ++i)
        model.append({i < 300 ? 10.0 : 80.0});
    const auto *series = qobject_cast<QLineSeries *>(chartIn(chart)->series().at(0));
    ASSERT_NE(series, nullptr);
    EXPECT_LE(series->count(), 300);
    EXPECT_EQ(series->points().last(), QPointF(0, 80));
    const QImage picture = chart.grab().toImage();
    EXPECT_GT(count(picture, quantityColor(Quantity::Steps, shadeOf(chart.palette()))), 200);
}

TEST(TimeChart, RestsWhileHiddenAndCatchesUp)
{
    TimeChartModel model{1};
    TimeChart chart{"Test", &model, {curve(Quantity::Steps)}};
    chart.resize(320, 170);
    const auto *series = qobject_cast<QLineSeries *>(chartIn(chart)->series().at(0));
    model.append({1});
    model.append({2});
    EXPECT_EQ(series->count(), 0) << "a hidden chart was updated";
    chart.show();
    EXPECT_TRUE(test::spinUntil([series] { return series->count() == 2; }));
}

TEST(TimeChart, TwoQuantitiesHaveAnAxisEach)
{
    TimeChartModel model{2};
    TimeChart chart{"Test", &model, {curve(Quantity::Depth), curve(Quantity::Age)}};
    chart.resize(320, 170);
    chart.show();
    model.append({3, 4000});
    test::spin(50ms);
    model.append({3, 4000});
    EXPECT_EQ(chartIn(chart)->axes(Qt::Vertical).size(), 2);
}

TEST(TimeChart, TheAxisFollowsWhatRunsNow)
{
    TimeChartModel model{1};
    TimeChart chart{"Test", &model, {curve(Quantity::Steps)}};
    chart.resize(320, 170);
    chart.show();
    test::spin(50ms);
    const auto append = [&model](double value) {
        for (int i = 0; i < 60; ++i)
            model.append({value});
    };
    const auto top = [&chart] {
        return qobject_cast<QValueAxis *>(chartIn(chart)->axes(Qt::Vertical).at(0))->max();
    };
    append(40e6);
    EXPECT_GE(top(), 40e6);
    append(1300);
    EXPECT_GE(top(), 40e6) << "a peak of the same section is shown whole";
    model.beginSection();
    append(1300);
    EXPECT_LE(top(), 3000) << "a line at zero";
    append(6000);
    model.beginSection();
    append(1300);
    EXPECT_GE(top(), 6000) << "both can be read";
    model.beginSection();
    append(0);
    EXPECT_GE(top(), 6000) << "nothing tells nothing";
    model.clear();
    EXPECT_LE(top(), 20);
}

TEST(WorkerChart, OneBarSetAWorkerInTheWorkersColor)
{
    WorkerCountersModel model;
    WorkerChart chart{"By worker", &model};
    chart.resize(420, 180);
    chart.show();
    test::spin(50ms);
    for (int tick = 0; tick < 4; ++tick)
        model.setRates({{100, 10, 5, 1}, {100, 30, 5, 1}, {200, 0, 0, 0}});
    const auto *series =
        qobject_cast<QHorizontalPercentBarSeries *>(chartIn(chart)->series().at(0));
    ASSERT_NE(series, nullptr);
    ASSERT_EQ(series->count(), 3);
    const Shade shade = shadeOf(chart.palette());
    for (unsigned worker = 0; worker < 3; ++worker)
        EXPECT_EQ(series->barSets().at(static_cast<int>(worker))->color(),
                  workerColor(worker, shade));
    // Counters are listed from the bottom up.
    EXPECT_EQ(series->barSets().at(2)->at(3), 200);
    EXPECT_EQ(series->barSets().at(1)->at(2), 30);
    const QImage picture = chart.grab().toImage();
    EXPECT_GT(count(picture, workerColor(2, shade)), 1000) << "half of the pops are worker 2's";
}

TEST(WorkerChart, SaysWhoIsUnderTheMouse)
{
    WorkerCountersModel model;
    WorkerChart chart{"By worker", &model};
    chart.setToolTip("All of them");
    chart.resize(300, 180);
    chart.show();
    test::spin(20ms);
    std::vector<WorkerCountersModel::Rates> rates(40, {1, 0, 0, 0});
    rates[39] = {40, 0, 0, 0}; // about half of the local pops
    model.setRates(rates);
    const auto textAt = [&chart](const QPoint &position) {
        QToolTip::hideText();
        QHelpEvent event{QEvent::ToolTip, position, chart.mapToGlobal(position)};
        QApplication::sendEvent(&chart, &event);
        return QToolTip::text();
    };
    const QRect view = chart.findChild<QChartView *>()->geometry();
    const QPoint pops{view.right() - 12, view.top() + view.height() / 8};
    EXPECT_EQ(textAt(pops), QStringLiteral("Worker 39: Local pops 40/s"));
    EXPECT_EQ(textAt({20, view.bottom() - 10}), "All of them");
    const QImage headline = chart.grab(QRect{0, 0, chart.width(), view.top()}).toImage();
    for (const unsigned worker : {0u, 20u, 39u})
        EXPECT_GT(count(headline, workerColor(worker, shadeOf(chart.palette()))), 8) << worker;
}

TEST(ColorKey, NeverPushesTheNoteAway)
{
    ColorKey key;
    key.setMode(ColorMode::Worker);
    for (const int width : {420, 640, 1000}) {
        key.resize(width, key.sizeHint().height());
        for (const unsigned workers : {2u, 16u, 35u, 64u}) {
            key.setWorkers(workers);
            key.setNote({});
            key.setNote("300 boids in a world of 1200 × 800");
            const QImage with = key.grab().toImage();
            key.setNote("400 boids in a world of 1200 × 800");
            EXPECT_NE(key.grab().toImage(), with) << workers << " in " << width;
        }
    }
}

TEST(StepChart, TheLastChangeIsShownThoughNoOtherFollows)
{
    StepSplitModel model;
    StepChart chart{"Step", &model};
    chart.resize(420, 180);
    chart.show();
    test::spin(50ms);
    const auto *series =
        qobject_cast<QHorizontalStackedBarSeries *>(chartIn(chart)->series().at(0));
    ASSERT_NE(series, nullptr);
    const auto *forces = series->barSets().at(StepSplitModel::Forces);
    const int bar = StepSplitModel::PartCount - 1 - StepSplitModel::Forces;
    for (int change = 1; change <= 7; ++change) {
        model.setSeconds({1e-3 * change, 1e-3, 0, 0});
        EXPECT_TRUE(test::spinUntil(
            [&] { return std::abs(forces->at(bar) - 100.0 * change / (change + 1)) < 1e-9; }, 3s))
            << change;
    }
    model.setSeconds({});
    EXPECT_TRUE(test::spinUntil([&] { return forces->at(bar) == 0; }, 3s))
        << "it shows a flock that no longer runs";
}

TEST(Charts, FollowThePalette)
{
    TimeChartModel model{1};
    TimeChart chart{"Test", &model, {curve(Quantity::Behaviors)}};
    chart.resize(320, 170);
    chart.show();
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        chart.setPalette(paletteFor(theme, {}));
        EXPECT_TRUE(test::spinUntil([&chart] {
            const QImage picture = chart.grab().toImage();
            const QColor background = sceneFor(shadeOf(chart.palette())).background;
            return count(picture, background) > picture.width() * picture.height() / 2;
        }));
    }
}

TEST(ChartBoard, ColumnsFollowTheWidth)
{
    QList<QWidget *> panels;
    for (int i = 0; i < 6; ++i)
        panels.append(new QWidget);
    ChartBoard board{panels};
    board.setAttribute(Qt::WA_DontShowOnScreen); // only the test sets its size
    const auto columns = [&](int width) {
        board.resize(width, 400);
        board.show();
        test::spin(10ms);
        int inFirstRow = 0;
        for (const QWidget *panel : panels) {
            inFirstRow += panel->y() == panels[0]->y() ? 1 : 0;
            EXPECT_TRUE(board.rect().contains(panel->geometry())) << width;
        }
        return inFirstRow;
    };
    EXPECT_EQ(columns(1600), 6);
    EXPECT_EQ(columns(1000), 3) << "four would leave a ragged row";
    EXPECT_EQ(columns(500), 2);
    EXPECT_EQ(columns(220), 1);
    EXPECT_GT(board.heightForWidth(220), board.heightForWidth(1600));
}

TEST(ChartBoard, WhatIsHiddenLeavesNoGap)
{
    QList<QWidget *> panels;
    for (int i = 0; i < 4; ++i)
        panels.append(new QWidget);
    panels[1]->hide();
    ChartBoard board{panels};
    board.setAttribute(Qt::WA_DontShowOnScreen);
    board.resize(1200, 200);
    board.show();
    test::spin(10ms);
    EXPECT_FALSE(panels[1]->isVisible());
    EXPECT_NEAR(panels[0]->width(), 400, 3);
    EXPECT_NEAR(panels[2]->x(), 400, 3);
    panels[1]->show();
    panels[3]->hide();
    EXPECT_NEAR(panels[1]->x(), 400, 3);
    EXPECT_NEAR(panels[2]->x(), 800, 3);
    panels[3]->show();
    EXPECT_NEAR(panels[3]->x(), 900, 3);
}

} // namespace
} // namespace cownscope::ui

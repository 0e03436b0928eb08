// SPDX-License-Identifier: GPL-3.0-or-later
// By pictures: whatever happened to a chart, its grid, its labels and its data belong together.
#include "tests/ui/chart_picture.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/results_data.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/worker_chart.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/results/sweep_chart.h"
#include "ui/results/worker_bars.h"
#include "ui/workloads/boids/step_chart.h"

#include <QChartView>
#include <QPainter>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using test::ChartPicture;

constexpr double Near = 1.6; // pixels; the middle of digits differs from that of their line

std::string textOf(const QList<double> &places)
{
    QStringList texts;
    for (const double place : places)
        texts.append(QString::number(place, 'f', 1));
    return texts.join(QStringLiteral(", ")).toStdString();
}

bool hasNear(const QList<double> &places, double wanted)
{
    return std::ranges::any_of(places,
                               [wanted](double place) { return std::abs(place - wanted) < Near; });
}

// Each label has its line. Lines without a label lie between two others, evenly.
void expectLines(const QList<double> &labels, const QList<double> &lines, const char *what)
{
    SCOPED_TRACE(std::string{what} + ": labels at " + textOf(labels) + "; lines at "
                 + textOf(lines));
    EXPECT_GE(labels.size(), 2);
    ASSERT_GE(lines.size(), labels.size());
    for (const double label : labels)
        EXPECT_TRUE(hasNear(lines, label)) << label;
    const double pitch = (lines.last() - lines.first()) / static_cast<double>(lines.size() - 1);
    for (qsizetype i = 0; i < lines.size(); ++i)
        EXPECT_NEAR(lines[i], lines.first() + static_cast<double>(i) * pitch, Near);
}

// Where a chart has what, in its own coordinates.
struct Areas
{
    QRectF plot;
    QRectF left; // left of the plot, including labels at its ends
    QRectF right;
    QRectF below; // one line of text

    explicit Areas(const QWidget &chart)
    {
        const auto *view = chart.findChild<QChartView *>();
        plot = QRectF{view->geometry()}.adjusted(3, 3, -3, -3);
        QFont small = chart.font();
        small.setPointSizeF(small.pointSizeF() * 0.82);
        left = {0, plot.top() - 8, plot.left() - 6, plot.height() + 11};
        right = {plot.right() + 6, left.top(), chart.width() - plot.right() - 6, left.height()};
        below = {0, plot.bottom() + 4, 1.0 * chart.width(), QFontMetricsF{small}.height()};
    }

    QRectF lines() const { return plot.adjusted(-1, -1, 1, 2); }
};

// A chart with something in it.
struct Subject
{
    std::unique_ptr<QWidget> chart;
    std::function<void()> change; // shows ten times as much
    std::function<void(const ChartPicture &)> check;
};

Subject timeChart(std::size_t quantities)
{
    const auto model = std::make_shared<TimeChartModel>(quantities);
    const auto value = std::make_shared<double>(4);
    const auto curve = [](Quantity quantity) {
        return TimeCurve{quantity, 10, {}, [](double number) { return QString::number(number); }};
    };
    std::vector<TimeCurve> curves{curve(Quantity::Depth)};
    if (quantities == 2)
        curves.push_back(curve(Quantity::Age));
    const auto append = [model, value] {
        for (int i = 0; i < 20; ++i) {
            if (model->quantities() == 2)
                model->append({*value, *value * 70});
            else
                model->append({*value});
        }
    };
    append();
    auto chart = std::make_unique<TimeChart>("Time", model.get(), std::move(curves));
    QWidget *widget = chart.get();
    return {.chart = std::move(chart),
            .change =
                [=] {
                    *value *= 10;
                    append();
                },
            .check =
                [=](const ChartPicture &picture) {
                    const Areas areas{*widget};
                    const QList<double> rows = picture.rowsOfGrid(areas.lines());
                    expectLines(picture.rowsOfInk(areas.left), rows, "values");
                    if (model->quantities() == 2) { // its own scale, from the same zero
                        EXPECT_TRUE(hasNear(rows, picture.rowsOfInk(areas.right).last()));
                    }
                    expectLines(picture.columnsOfInk(areas.below),
                                picture.columnsOfGrid(areas.lines()), "times");
                }};
}

Subject workerChart()
{
    const auto model = std::make_shared<WorkerCountersModel>();
    const auto rate = std::make_shared<double>(30);
    const auto set = [model, rate] { model->setRates({{*rate, 1, 1, 1}, {*rate, 2, 3, 4}}); };
    set();
    auto chart = std::make_unique<WorkerChart>("By worker", model.get());
    QWidget *widget = chart.get();
    return {
        .chart = std::move(chart),
        .change =
            [=] {
                *rate *= 10;
                set();
            },
        .check =
            [=](const ChartPicture &picture) {
                const Areas areas{*widget};
                expectLines(picture.columnsOfInk(areas.below), picture.columnsOfGrid(areas.lines()),
                            "shares");
                const QRectF begin{areas.plot.left() + 3, areas.plot.top(), 4, areas.plot.height()};
                expectLines(picture.rowsOfInk(areas.left), picture.rowsOfInk(begin), "bars");
            }};
}

Subject stepChart()
{
    const auto model = std::make_shared<StepSplitModel>();
    const auto seconds = std::make_shared<double>(1e-3);
    const auto set = [model, seconds] { model->setSeconds({*seconds, *seconds, *seconds, 1e-3}); };
    set();
    auto chart = std::make_unique<StepChart>("A step", model.get());
    QWidget *widget = chart.get();
    return {
        .chart = std::move(chart),
        .change =
            [=] {
                *seconds *= 10;
                set();
            },
        .check =
            [=](const ChartPicture &picture) {
                const Areas areas{*widget};
                const QList<double> columns = picture.columnsOfGrid(areas.lines());
                ASSERT_EQ(columns.size(), 5) << textOf(columns);
                EXPECT_NEAR(columns.first(), areas.plot.left(), Near);
                EXPECT_NEAR(columns.last(), areas.plot.right(), Near);
                const QRectF begin{areas.plot.left() + 2, areas.plot.top(), 2, areas.plot.height()};
                expectLines(picture.rowsOfInk(areas.left), picture.rowsOfInk(begin), "bars");
            }};
}

// A sweep whose means are at lines of the grid: 100, 200 and 400 times a factor.
lab::Document sweep(double factor)
{
    lab::Document document = test::workerSweep();
    const double means[] = {100, 200, 400};
    for (std::size_t i = 0; i < 3; ++i)
        document.points[i] =
            test::point(document.points[i].inputs,
                        {0.9 * factor * means[i], factor * means[i], 1.1 * factor * means[i]});
    return document;
}

void checkSweep(const SweepChart &chart, const QColor &color, const ChartPicture &picture)
{
    const Areas areas{chart};
    const QList<double> rows = picture.rowsOfGrid(areas.lines());
    expectLines(picture.rowsOfInk(areas.left), rows, "values");
    const QList<double> places = picture.columnsOfInk(areas.below);
    ASSERT_EQ(places.size(), 3) << textOf(places);
    const double step = chart.plot().largest > 500 ? 1000 : 100;
    for (int i = 0; i < 3; ++i) {
        // The interval is as long above the mean as below it.
        const QRectF column{places[i] - 5, areas.plot.top(), 10, areas.plot.height()};
        const auto interval = picture.middleRowOf(color, column);
        ASSERT_TRUE(interval);
        const double mean = *chart.plot().lines[0].marks[static_cast<std::size_t>(i)].mean;
        EXPECT_NEAR(*interval, rows[rows.size() - 1 - static_cast<int>(mean / step)], Near) << i;
    }
}

Subject sweepChart()
{
    const auto set = std::make_shared<ResultSet>();
    const int id = set->add(test::shared(sweep(1)), "a", {}, true);
    auto chart = std::make_unique<SweepChart>(set.get());
    const SweepChart *widget = chart.get();
    return {.chart = std::move(chart),
            .change = [=] { set->update(id, test::shared(sweep(10))); },
            .check =
                [=](const ChartPicture &picture) {
                    checkSweep(*widget, set->find(id)->color, picture);
                }};
}

struct Kind
{
    const char *name;
    std::function<Subject()> make;
};

class GridTest : public testing::TestWithParam<Kind>
{
protected:
    GridTest()
        : subject(GetParam().make())
        , flock(new QWidget)
        , page(subject.chart.release())
    {
        pages.addWidget(flock);
        pages.addWidget(page);
        pages.resize(420, 260);
        pages.setAttribute(Qt::WA_DontShowOnScreen); // only the test sets its size
    }

    void check(const char *when) const
    {
        test::spin(1ms);
        for (const double scale : {1.0, 2.0, 1.5}) {
            SCOPED_TRACE(std::string{when} + ", scale " + std::to_string(scale));
            subject.check(ChartPicture::of(*page, scale));
        }
    }

    Subject subject;
    QStackedWidget pages;
    QWidget *flock;
    QWidget *page; // of the pages
};

TEST_P(GridTest, StaysWithItsLabels)
{
    pages.setCurrentWidget(page);
    pages.show();
    check("when it is shown first");
    for (const QSize size : {QSize{700, 420}, QSize{330, 190}, QSize{420, 500}}) {
        pages.resize(size);
        check("when its size has changed");
    }
    pages.setCurrentWidget(flock);
    pages.setCurrentWidget(page);
    check("when another page was shown meanwhile");
    pages.setCurrentWidget(flock);
    pages.resize(640, 300);
    pages.setCurrentWidget(page);
    check("when its size changed while another page was shown");
    pages.setCurrentWidget(flock);
    subject.change();
    pages.setCurrentWidget(page);
    check("when its data changed while another page was shown");
    pages.resize(500, 400);
    check("when its size changed after that");
}

TEST_P(GridTest, IsRightThoughNobodyHasSeenIt)
{
    pages.show();
    subject.change();
    pages.resize(600, 400);
    check("on a page that was never shown");
}

INSTANTIATE_TEST_SUITE_P(Charts, GridTest,
                         testing::Values(Kind{"Time", [] { return timeChart(1); }},
                                         Kind{"TwoTimes", [] { return timeChart(2); }},
                                         Kind{"Worker", workerChart}, Kind{"Step", stepChart},
                                         Kind{"Sweep", sweepChart}),
                         [](const auto &info) { return info.param.name; });

class ExportedGridTest : public testing::Test
{
protected:
    ExportedGridTest()
        : view(new ResultsView{&set})
    {
        pages.addWidget(new QWidget);
        pages.addWidget(view);
        pages.resize(1000, 640);
        pages.setAttribute(Qt::WA_DontShowOnScreen);
        pages.show();
    }

    void check(const char *when)
    {
        SCOPED_TRACE(when);
        auto *chart = static_cast<SweepChart *>(view->chartWidget());
        const Scene scene = sceneFor(shadeOf(chart->palette()));
        const QColor color = set.results().front().color;
        const auto write = [this](const char *name) {
            const QString path = folder.filePath(QString::fromUtf8(name));
            EXPECT_TRUE(view->exportTo(path));
            return path;
        };
        const QImage png{write("out.png")};
        checkSweep(*chart, color, {png, chart->devicePixelRatio(), scene});
        const QString svg = write("out.svg");
        for (const double scale : {1.0, 2.0}) {
            QImage drawn{(QSizeF{chart->size()} * scale).toSize(), QImage::Format_RGB32};
            QPainter painter{&drawn};
            QSvgRenderer{svg}.render(&painter);
            painter.end();
            checkSweep(*chart, color, {drawn, scale, scene});
        }
    }

    QTemporaryDir folder;
    ResultSet set;
    QStackedWidget pages;
    ResultsView *view; // of the pages
};

TEST_F(ExportedGridTest, StaysWithItsLabels)
{
    const int id = set.add(test::shared(sweep(1)), "a", {}, true);
    check("opened on a page that was never shown");
    pages.setCurrentIndex(1);
    check("shown");
    pages.resize(700, 500);
    check("when its size has changed");
    pages.setCurrentIndex(0);
    set.update(id, test::shared(sweep(10)));
    pages.resize(1200, 700);
    check("when data and size changed while another page was shown");
}

} // namespace
} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_json.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/results_data.h"
#include "ui/results/point_details.h"
#include "ui/results/point_table.h"
#include "ui/results/result_list.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/results/sweep_chart.h"
#include "ui/results/worker_bars.h"
#include "ui/results/worker_counts.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

lab::Json worker(int popped, int steals)
{
    return {{"worker_index", 0},
            {"popped_local", popped},
            {"steal_attempts", steals},
            {"last_steal_attempt_ns", 123}};
}

lab::Point pointWithCounters()
{
    lab::Point point = test::point({{"workers", 2}}, {10, 20});
    point.repeats[0].schedulerStats = lab::Json::array({worker(100, 1), worker(10, 3)});
    point.repeats[1].schedulerStats = lab::Json::array({worker(200, 2), worker(30, 5)});
    point.repeats[0].derived = {{"steal_yield", 0.25},
                                {"idle_ratio", nullptr},
                                {"producer_worker_index", 0},
                                {"worker_pop_counts", {4, 6}}};
    point.repeats[1].derived = {{"steal_yield", 0.75},
                                {"idle_ratio", nullptr},
                                {"producer_worker_index", 1},
                                {"worker_pop_counts", {6, 8}}};
    return point;
}

TEST(WorkerCounts, AverageAndSumOverRepeats)
{
    const lab::Point point = pointWithCounters();
    EXPECT_EQ(workerCounters(point), (QStringList{"popped_local", "steal_attempts"}));
    EXPECT_EQ(workerCounts(point, "popped_local", Over::Average), (QList<double>{150, 20}));
    EXPECT_EQ(workerCounts(point, "popped_local", Over::Sum), (QList<double>{300, 40}));
    EXPECT_EQ(workerCounts(point, "steal_attempts", Over::Sum), (QList<double>{3, 8}));
    const QList<std::pair<QString, QString>> metrics = derivedMetrics(point);
    ASSERT_EQ(metrics.size(), 4);
    EXPECT_EQ(metrics[0], std::make_pair(QString{"steal_yield"}, QString{"0.5"}));
    EXPECT_EQ(metrics[1].second, QStringLiteral("–"));
    EXPECT_EQ(metrics[2].second, "0, 1") << "the average of two indices is no index";
    EXPECT_EQ(metrics[3].second, "5, 7");
}

TEST(WorkerCounts, PassOverWhatAForeignProgramWrote)
{
    lab::Point point = test::point({}, {1, 2, 3, 4});
    point.repeats[0].schedulerStats = lab::Json();
    point.repeats[1].schedulerStats = lab::Json::array({7, nullptr, {{"popped_local", "many"}}});
    point.repeats[2].schedulerStats = lab::Json::array({{{"popped_local", 5}}});
    point.repeats[2].derived = lab::Json::array({1});
    point.repeats[3].derived = lab::Json::object({{"deep", {{"a", 1}}}});
    EXPECT_EQ(workerCounters(point), QStringList{"popped_local"});
    EXPECT_EQ(workerCounts(point, "popped_local", Over::Sum), (QList<double>{5, 0, 0}));
    EXPECT_EQ(derivedMetrics(point).size(), 1);
}

class ResultsViewTest : public testing::Test
{
protected:
    ResultsViewTest()
        : view(&set)
    {
        view.resize(1000, 640);
        view.show();
    }

    PointTable &table() const { return *view.findChild<PointTable *>(); }
    SweepChart &chart() const { return *view.findChild<SweepChart *>(); }
    PointDetails &details() const { return *view.findChild<PointDetails *>(); }

    QString exported(const char *name)
    {
        const QString path = folder.filePath(name);
        const Outcome exported = view.exportTo(path);
        EXPECT_TRUE(exported) << exported.reason();
        return path;
    }

    QTemporaryDir folder;
    ResultSet set;
    ResultsView view;
};

TEST_F(ResultsViewTest, ChartTableAndDetailsShowTheSamePoint)
{
    lab::Document document = test::workerSweep();
    document.points[1] = pointWithCounters();
    const int first = set.add(test::shared(document), "first", {}, true);
    const int second = set.add(test::shared(test::workerSweep()), "second", {}, true);
    EXPECT_EQ(view.selectedResult(), second) << "what came last is looked at";
    ASSERT_TRUE(test::spinUntil([this] { return chart().plot().lines.size() == 2; }));

    const QPoint position = chart().positionOf(chart().plot().lines[0].marks[1]);
    QTest::mouseClick(view.windowHandle(), Qt::LeftButton, {}, chart().mapTo(&view, position));
    EXPECT_EQ(table().currentPoint(), (PointId{first, 1}));
    EXPECT_EQ(view.selectedResult(), first);
    auto *bars = details().findChild<WorkerBars *>();
    EXPECT_TRUE(bars->isVisible());
    EXPECT_EQ(bars->values(), (QList<double>{150, 20}));
    for (QComboBox *choice : details().findChildren<QComboBox *>())
        choice->setCurrentIndex(1);
    EXPECT_EQ(bars->values(), (QList<double>{3, 8})) << "the sum of the other counter";

    set.close(first);
    EXPECT_NE(table().currentPoint().result, first);
    EXPECT_EQ(view.selectedResult(), second);
}

TEST_F(ResultsViewTest, WhatCountsIsOnViewAndNamesDifferAtAnySize)
{
    lab::Document document = test::workerSweep();
    for (lab::Point &point : document.points) {
        for (auto *value : {&point.throughputMean, &point.throughputStdev, &point.throughputMedian,
                            &point.throughputMin, &point.throughputMax})
            *value = 26923413.8;
    }
    for (const char *time : {"091012", "091512", "101512"})
        set.add(test::shared(document), QStringLiteral("chain-ring-20261127-%1.json").arg(time), {},
                true);
    const QList important{PointTableModel::Result, PointTableModel::AxisValue,
                          PointTableModel::Mean, PointTableModel::Speedup,
                          PointTableModel::Efficiency};
    const auto isOnView = [this](int column) {
        return table().columnViewportPosition(column) >= 0
            && table().columnViewportPosition(column) + table().columnWidth(column)
            <= table().viewport()->width();
    };
    const auto textOf = [](QAbstractItemView &shown, int row) { // without its swatch
        const QModelIndex index = shown.model()->index(row, 0);
        shown.scrollTo(index);
        const QRect cell = shown.visualRect(index);
        return shown.viewport()->grab(cell.adjusted(44, 2, -4, -2)).toImage();
    };
    auto &list = *view.findChild<ResultList *>()->findChild<QListView *>();
    // What is left of windows of 1600 × 1000, 1200 × 800 and 900 × 600 beside the form.
    for (const QSize size : {QSize{1265, 930}, QSize{865, 730}, QSize{565, 530}}) {
        SCOPED_TRACE(size.width());
        view.resize(size);
        ASSERT_TRUE(test::spinUntil([&] { return view.size() == size; }));
        QCoreApplication::sendPostedEvents();
        for (const int column : important)
            EXPECT_TRUE(isOnView(column)) << column << " of " << table().viewport()->width()
                                          << " at " << table().columnViewportPosition(column);
        if (size.width() > 1200) {
            for (int column = 0; column < PointTableModel::State; ++column)
                EXPECT_TRUE(isOnView(column)) << column;
        }
        const int points = static_cast<int>(document.points.size());
        EXPECT_NE(textOf(table(), 1), textOf(table(), points)); // rows of the same background
        EXPECT_NE(textOf(table(), points), textOf(table(), 2 * points + 1));
        EXPECT_EQ(textOf(table(), 0), textOf(table(), 2)) << "the same result";
        EXPECT_NE(textOf(list, 0), textOf(list, 1));
        EXPECT_NE(textOf(list, 1), textOf(list, 2));
    }
}

TEST_F(ResultsViewTest, AWidthThatTheUserChoseStays)
{
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    table().setColumnWidth(PointTableModel::Mean, 222);
    view.resize(1300, 700);
    set.add(test::shared(test::workerSweep()), "b", {}, true);
    EXPECT_EQ(table().columnWidth(PointTableModel::Mean), 222);
}

TEST_F(ResultsViewTest, SaysWhyAPointFailed)
{
    lab::Document document = test::workerSweep();
    document.points[2].error =
        lab::PointError{.message = "The child died.", .stderrTail = "segmentation fault"};
    const int id = set.add(test::shared(document), "a", {}, true);
    const auto *error = details().findChild<QPlainTextEdit *>();
    table().setCurrentPoint({id, 1});
    EXPECT_FALSE(error->isVisible());
    table().setCurrentPoint({id, 2});
    EXPECT_TRUE(error->isVisible());
    EXPECT_EQ(error->toPlainText(), "The child died.\n\nsegmentation fault");
}

TEST_F(ResultsViewTest, AnAxisWithoutSpeedupTakesTheChoiceAway)
{
    const int workers = set.add(test::shared(test::workerSweep()), "w", {}, true);
    lab::Document iters = test::workerSweep();
    iters.sweep.axis = "iters";
    const int other = set.add(test::shared(iters), "i", {}, true);
    const auto modeIsEnabled = [this] {
        for (const QComboBox *box : view.findChildren<QComboBox *>()) {
            if (box->findText("Speedup") >= 0)
                return box->isEnabled();
        }
        return false;
    };
    EXPECT_TRUE(test::spinUntil([&] { return !modeIsEnabled(); })) << "iters";
    view.selectResult(workers);
    EXPECT_TRUE(modeIsEnabled());
    view.setMode(PlotMode::Speedup);
    EXPECT_EQ(chart().plot().mode, PlotMode::Speedup);
    view.selectResult(other);
    EXPECT_EQ(chart().plot().mode, PlotMode::Throughput);
    bool said = false;
    for (const QLabel *label : view.findChildren<QLabel *>())
        said = said || label->text() == "Not shown: w (its axis is workers, not iters).";
    EXPECT_TRUE(said);
}

TEST_F(ResultsViewTest, AsksForWhatItDoesNotDoItself)
{
    QSignalSpy open{&view, &ResultsView::openRequested};
    QSignalSpy save{&view, &ResultsView::saveRequested};
    QSignalSpy close{&view, &ResultsView::closeRequested};
    const auto press = [this](const char *text) {
        for (QPushButton *button : view.findChildren<QPushButton *>()) {
            if (button->text() == QString::fromUtf8(text))
                button->click();
        }
    };
    press("Save…");
    press("Close");
    EXPECT_EQ(save.size() + close.size(), 0) << "there is nothing to save or close";
    const int id = set.add(test::shared(test::workerSweep()), "a", {}, true);
    press("Open…");
    press("Save…");
    press("Close");
    EXPECT_EQ(open.size(), 1);
    ASSERT_EQ(save.size(), 1);
    ASSERT_EQ(close.size(), 1);
    EXPECT_EQ(save[0][0].toInt(), id);
    EXPECT_EQ(close[0][0].toInt(), id);
    EXPECT_EQ(set.results().size(), 1u) << "closing is for others to decide";
}

TEST_F(ResultsViewTest, ExportsTheSelectedResultAsItIs)
{
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    ASSERT_TRUE(set.open(test::referencePath("bocpy-chain-ring-null.json")));
    const lab::Document read = lab::readResultFile(exported("out.json").toStdString());
    EXPECT_EQ(lab::toText(read), lab::toText(test::reference("bocpy-chain-ring-null.json")));
}

TEST_F(ResultsViewTest, ExportsTheTableAsCsv)
{
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    QFile file{exported("out.csv")};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    ASSERT_EQ(lines.size(), 5);
    EXPECT_EQ(lines[3], "a,4,3,300,10,300,290,310,3,0.75,ok,1 worker\r");
}

int colored(const QImage &picture, const QColor &color)
{
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            count += std::abs(pixel.red() - color.red()) < 12
                    && std::abs(pixel.green() - color.green()) < 12
                    && std::abs(pixel.blue() - color.blue()) < 12
                ? 1
                : 0;
        }
    }
    return count;
}

TEST_F(ResultsViewTest, ExportsTheChartAsPictures)
{
    const int id = set.add(test::shared(test::workerSweep()), "a", {}, true);
    const QColor color = set.find(id)->color;
    const QImage png{exported("out.png")};
    EXPECT_EQ(png.size(), view.chartWidget()->size() * view.devicePixelRatio());
    EXPECT_GT(colored(png, color), 300) << "no line";

    QFile file{exported("out.svg")};
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_FALSE(text.contains("<image")) << "pixels and no lines";
    EXPECT_TRUE(text.contains("behaviors/s"));
    QSvgRenderer svg{text};
    ASSERT_TRUE(svg.isValid());
    QImage drawn{view.chartWidget()->size(), QImage::Format_RGB32};
    QPainter painter{&drawn};
    svg.render(&painter);
    painter.end();
    EXPECT_GT(colored(drawn, color), 300);
    const QColor background = sceneFor(shadeOf(view.palette())).background;
    EXPECT_GT(colored(drawn, background), drawn.width() * drawn.height() / 2);
}

TEST_F(ResultsViewTest, AnExportThatFailsSaysSoInOneSentence)
{
    const auto problem = [this](const QString &path) {
        return QString::fromStdString(view.exportTo(path).reason());
    };
    EXPECT_TRUE(problem(folder.filePath("out.json")).startsWith("There is no result"));
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    EXPECT_TRUE(problem(folder.filePath("out.gif")).contains(".json, .csv, .png or .svg"));
    EXPECT_TRUE(problem(folder.filePath("out")).contains(".json, .csv, .png or .svg"));
    QFile blocking{folder.filePath("file")};
    ASSERT_TRUE(blocking.open(QIODevice::WriteOnly));
    for (const char *name : {"file/out.json", "file/out.csv", "file/out.png", "file/out.svg"}) {
        const QString sentence = problem(folder.filePath(name));
        EXPECT_TRUE(sentence.contains("file")) << name;
        EXPECT_FALSE(sentence.contains('\n')) << qPrintable(sentence);
    }
    EXPECT_EQ(QDir{folder.path()}.entryList(QDir::Files), QStringList{"file"});
}

} // namespace
} // namespace cownscope::ui

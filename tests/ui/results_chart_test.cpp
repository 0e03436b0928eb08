// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/results_data.h"
#include "ui/results/result_set.h"
#include "ui/results/sweep_chart.h"
#include "ui/style/theme.h"

#include <QChartView>
#include <QLineSeries>
#include <QScatterSeries>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

lab::Document sweepOver(const char *axis, std::vector<lab::Point> points)
{
    lab::Document document;
    document.sweep.axis = axis;
    document.points = std::move(points);
    return document;
}

TEST(SweepPlot, MeansDotsAndIntervalsOfOneResult)
{
    ResultSet set;
    const int id = set.add(test::shared(test::workerSweep()), "a", {}, true);
    const SweepPlot plot = sweepPlotOf(set, id, PlotMode::Throughput);
    EXPECT_EQ(plot.categories, (QStringList{"1", "2", "4"}));
    EXPECT_EQ(plot.axis, "workers");
    EXPECT_TRUE(plot.hasSpeedup);
    EXPECT_TRUE(plot.ideals.empty()) << "throughput has no ideal";
    ASSERT_EQ(plot.lines.size(), 1u);
    const PlotLine &line = plot.lines[0];
    EXPECT_EQ(line.means(), (QList<QPointF>{{0, 100}, {1, 180}, {2, 300}}));
    ASSERT_EQ(line.samples.size(), 9);
    EXPECT_EQ(line.samples[1].y(), 100);
    EXPECT_NEAR(line.samples[8].x(), 2, 0.05);
    EXPECT_EQ(line.marks[1].interval->low, 170);
    EXPECT_EQ(line.marks[1].interval->high, 190);
    EXPECT_EQ(plot.largest, 310);
    EXPECT_EQ(line.color, set.find(id)->color);
    EXPECT_TRUE(plot.leftOut.isEmpty() && plot.emptyText.isEmpty());
}

TEST(SweepPlot, SpeedupAndEfficiencyWithTheirIdeals)
{
    ResultSet set;
    const int id = set.add(test::shared(test::workerSweep()), "a", {}, true);
    const SweepPlot speedup = sweepPlotOf(set, id, PlotMode::Speedup);
    EXPECT_EQ(speedup.lines.at(0).means(), (QList<QPointF>{{0, 1}, {1, 1.8}, {2, 3}}));
    EXPECT_DOUBLE_EQ(speedup.lines[0].marks[1].interval->high, 1.9);
    ASSERT_EQ(speedup.ideals.size(), 1u);
    EXPECT_EQ(speedup.ideals[0], (QList<QPointF>{{0, 1}, {1, 2}, {2, 4}}));
    EXPECT_EQ(speedup.largest, 4);

    const SweepPlot efficiency = sweepPlotOf(set, id, PlotMode::Efficiency);
    EXPECT_EQ(efficiency.lines.at(0).means(), (QList<QPointF>{{0, 1}, {1, 0.9}, {2, 0.75}}));
    EXPECT_EQ(efficiency.ideals.at(0), (QList<QPointF>{{0, 1}, {1, 1}, {2, 1}}));

    EXPECT_EQ(efficiency.base, "1 worker");
}

// Two workers have an efficiency of 100 % where they are the first point.
TEST(SweepPlot, SpeedupIdealAndEfficiencyHaveOneBase)
{
    ResultSet set;
    lab::Document fromTwo = test::workerSweep();
    fromTwo.points.erase(fromTwo.points.begin());
    fromTwo.sweep.values = {2, 4};
    const int id = set.add(test::shared(fromTwo), "a", {}, true);
    const SweepPlot speedup = sweepPlotOf(set, id, PlotMode::Speedup);
    EXPECT_EQ(speedup.ideals.at(0), (QList<QPointF>{{0, 1}, {1, 2}}));
    EXPECT_EQ(speedup.lines.at(0).means(), (QList<QPointF>{{0, 1}, {1, 300. / 180}}));
    EXPECT_EQ(speedup.base, "2 workers");
    const SweepPlot efficiency = sweepPlotOf(set, id, PlotMode::Efficiency);
    EXPECT_EQ(efficiency.ideals.at(0), (QList<QPointF>{{0, 1}, {1, 1}}));
    EXPECT_DOUBLE_EQ(efficiency.lines.at(0).means().at(0).y(), 1);
    EXPECT_DOUBLE_EQ(efficiency.lines.at(0).means().at(1).y(), 150. / 180);
    EXPECT_TRUE(efficiency.lines[0].marks[1].toolTip.contains("efficiency 83 % (to 2 workers)"));
    set.add(test::shared(test::workerSweep()), "b", {}, true);
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Speedup).base, "the first point of each result");
}

TEST(SweepPlot, TheIdealBendsAtTheCoresAndNeverDwarfsTheData)
{
    lab::Document document =
        sweepOver("workers",
                  {test::point({{"workers", 1}}, {100}), test::point({{"workers", 2}}, {190}),
                   test::point({{"workers", 1024}}, {150})});
    ResultSet set;
    const int id = set.add(test::shared(document), "a", {}, true);
    const SweepPlot unknown = sweepPlotOf(set, id, PlotMode::Speedup);
    EXPECT_DOUBLE_EQ(unknown.largest, 2 * 1.9) << "an axis for 1,024 times as much";
    ASSERT_EQ(unknown.ideals.size(), 1u);
    EXPECT_EQ(unknown.ideals[0].mid(0, 2), (QList<QPointF>{{0, 1}, {1, 2}}));
    EXPECT_DOUBLE_EQ(unknown.ideals[0].last().y(), 2 * 1.9) << "it ends where it leaves the plot";
    EXPECT_LT(unknown.ideals[0].last().x(), 1.1);
    EXPECT_FALSE(unknown.idealCores);

    document.metadata.physicalCpuCount = 2; // of the machine that measured it, not of this one
    set.update(id, test::shared(document));
    const SweepPlot speedup = sweepPlotOf(set, id, PlotMode::Speedup);
    EXPECT_EQ(speedup.ideals.at(0), (QList<QPointF>{{0, 1}, {1, 2}, {2, 2}}));
    EXPECT_EQ(speedup.idealCores, 2);
    EXPECT_EQ(speedup.largest, 2);
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Efficiency).ideals.at(0),
              (QList<QPointF>{{0, 1}, {1, 1}, {2, 2.0 / 1024}}));

    document.metadata.cpuAffinity = {{5}};
    set.update(id, test::shared(document));
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Speedup).ideals.at(0),
              (QList<QPointF>{{0, 1}, {1, 1}, {2, 1}}))
        << "it was allowed a single CPU";
}

TEST(SweepPlot, ResultsShareTheValuesOfTheirAxisInOrder)
{
    ResultSet set;
    const int first = set.add(test::shared(test::workerSweep()), "first", {}, true);
    set.add(
        test::shared(sweepOver(
            "workers", {test::point({{"workers", 16}}, {7}), test::point({{"workers", 2}}, {5})})),
        "second", {}, true);
    const SweepPlot plot = sweepPlotOf(set, first, PlotMode::Throughput);
    EXPECT_EQ(plot.categories, (QStringList{"1", "2", "4", "16"})) << "as numbers, not as texts";
    ASSERT_EQ(plot.lines.size(), 2u);
    const QList<QPointF> means = plot.lines[1].means();
    ASSERT_EQ(means.size(), 2);
    EXPECT_NEAR(means[0].x(), 1, 0.2) << "a line goes from left to right";
    EXPECT_EQ(means[0].y(), 5);
    EXPECT_NEAR(means[1].x(), 3, 0.2);
    EXPECT_GT(means[0].x(), plot.lines[0].means()[1].x()) << "two points lie on each other";
}

TEST(SweepPlot, SaysWhichResultsAreLeftOutAndWhy)
{
    ResultSet set;
    const int workers = set.add(test::shared(test::workerSweep()), "w.json", {}, true);
    const int group =
        set.add(test::shared(sweepOver("group-size", {test::point({{"group_size", 2}}, {5})})),
                "g.json", {}, true);
    lab::Document boids = test::workerSweep();
    boids.sweep.fixed = {{"workload", "boids"}};
    const int steps = set.add(test::shared(boids), "b.json", {}, true);
    EXPECT_EQ(sweepPlotOf(set, workers, PlotMode::Throughput).leftOut,
              "Not shown: g.json (its axis is group-size, not workers); b.json (it counts steps/s, "
              "not behaviors/s).");
    EXPECT_EQ(sweepPlotOf(set, workers, PlotMode::Speedup).lines.size(), 2u)
        << "speedups have no unit";

    const SweepPlot plot = sweepPlotOf(set, group, PlotMode::Speedup);
    ASSERT_EQ(plot.lines.size(), 1u);
    EXPECT_EQ(plot.lines[0].result, group);
    EXPECT_EQ(plot.mode, PlotMode::Throughput) << "there is no speedup over group sizes";
    EXPECT_FALSE(plot.hasSpeedup);

    for (const char *name : {"c.json", "d.json", "e.json"})
        set.add(test::shared(sweepOver("payload", {})), name, {}, true);
    EXPECT_EQ(
        sweepPlotOf(set, workers, PlotMode::Speedup).leftOut,
        "Not shown: g.json (its axis is group-size, not workers); c.json (its axis is payload, "
        "not workers); d.json (its axis is payload, not workers); 1 more.");
    for (const OpenResult &result : std::vector{set.results()}) {
        if (result.id > steps)
            set.close(result.id);
    }

    set.setVisible(group, false);
    set.setVisible(steps, false);
    const SweepPlot rest = sweepPlotOf(set, group, PlotMode::Throughput);
    ASSERT_EQ(rest.lines.size(), 1u);
    EXPECT_EQ(rest.lines[0].result, workers);
    EXPECT_TRUE(rest.leftOut.isEmpty()) << "nobody asks for what is not checked";
}

TEST(SweepPlot, OrdersPayloadsAndStandsResultsWithoutAnAxisSideBySide)
{
    const auto payload = [](int size) {
        return test::point({{"payload_rows", size}, {"payload_cols", size}}, {1.0 * size});
    };
    ResultSet set;
    const int id = set.add(
        test::shared(sweepOver("payload", {payload(16), payload(4), payload(8)})), "p", {}, true);
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Throughput).categories,
              (QStringList{"4x4", "8x8", "16x16"}));

    ResultSet single;
    single.add(test::shared(sweepOver("none", {test::point({}, {5})})), "one", {}, true);
    single.add(test::shared(sweepOver("none", {test::point({}, {7})})), "two", {}, true);
    const SweepPlot plot = sweepPlotOf(single, 0, PlotMode::Throughput);
    EXPECT_EQ(plot.categories, (QStringList{"one", "two"}));
    EXPECT_EQ(plot.lines.at(1).means(), (QList<QPointF>{{1, 7}}));
    EXPECT_TRUE(plot.axis.isEmpty());
}

TEST(SweepPlot, StandsThePointsOfOneResultWithoutAnAxisSideBySide)
{
    ResultSet set;
    const int live =
        set.add(test::shared(sweepOver("none",
                                       {test::point({{"workers", 1}, {"duration", 3}}, {5}),
                                        test::point({{"workers", 2}, {"duration", 4}}, {8}),
                                        test::point({{"workers", 1}, {"duration", 5}}, {6})})),
                "live", {}, true);
    const SweepPlot plot = sweepPlotOf(set, live, PlotMode::Throughput);
    EXPECT_EQ(plot.categories, (QStringList{"workers 1", "workers 2", "workers 1 (2)"}));
    EXPECT_EQ(plot.lines.at(0).means(), (QList<QPointF>{{0, 5}, {1, 8}, {2, 6}}));
    EXPECT_FALSE(plot.lines[0].connected) << "nothing leads from one to the next";
    EXPECT_TRUE(plot.lines[0].marks[1].toolTip.contains("workers 2"));
    const PointTableModel table{&set};
    EXPECT_EQ(table.index(2, PointTableModel::AxisValue).data(), "workers 1 (2)");

    set.add(test::shared(sweepOver("none", {test::point({}, {7})})), "one", {}, true);
    const SweepPlot both = sweepPlotOf(set, live, PlotMode::Throughput);
    EXPECT_EQ(both.categories,
              (QStringList{"live: workers 1", "live: workers 2", "live: workers 1 (2)", "one"}));
    EXPECT_EQ(both.lines.at(1).means(), (QList<QPointF>{{3, 7}}));
}

TEST(SweepPlot, ShowsWhereARunningSweepIsAndWhatFailed)
{
    lab::Document document = test::workerSweep();
    document.points.resize(2);
    document.points[1].error = lab::PointError{.message = "died of signal 11"};
    ResultSet set;
    const int id = set.add(test::shared(document), "a", {}, true, true);
    const SweepPlot plot = sweepPlotOf(set, id, PlotMode::Throughput);
    EXPECT_EQ(plot.categories, (QStringList{"1", "2", "4"})) << "4 is planned";
    ASSERT_EQ(plot.lines.at(0).marks.size(), 2u);
    EXPECT_FALSE(plot.lines[0].marks[1].mean);
    EXPECT_TRUE(plot.lines[0].marks[1].toolTip.contains("died of signal 11"));
    EXPECT_EQ(plot.lines[0].means().size(), 1);
}

TEST(SweepPlot, SaysWhatToDoWhereThereIsNothing)
{
    ResultSet set;
    EXPECT_EQ(sweepPlotOf(set, 0, PlotMode::Throughput).emptyText,
              "No results yet: run an experiment or open a result file");
    const int id = set.add(test::shared(sweepOver("workers", {})), "a", {}, true, true);
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Throughput).emptyText,
              "No point has been measured yet");
    set.setVisible(id, false);
    EXPECT_EQ(sweepPlotOf(set, id, PlotMode::Throughput).emptyText,
              "No result is checked in the list");
}

TEST(SweepPlot, ThinsOutWhatNobodyCouldSee)
{
    std::vector<lab::Point> points;
    for (int i = 0; i < 2000; ++i)
        points.push_back(test::point({{"iters", i + 1}}, {1.0 + i, 2.0 + i}));
    ResultSet set;
    const int id = set.add(test::shared(sweepOver("iters", std::move(points))), "a", {}, true);
    const SweepPlot plot = sweepPlotOf(set, id, PlotMode::Throughput);
    EXPECT_EQ(plot.lines.at(0).samples.size(), SweepPlot::MostPoints);
    EXPECT_EQ(plot.lines[0].means().size(), SweepPlot::MostPoints);
    EXPECT_EQ(plot.lines[0].means().first(), QPointF(0, 1.5));
    EXPECT_EQ(plot.lines[0].means().last(), QPointF(1999, 2000.5));
}

class SweepChartTest : public testing::Test
{
protected:
    SweepChartTest()
        : id(set.add(test::shared(test::workerSweep()), "a", {}, true))
        , chart(&set)
    {
        chart.resize(600, 300);
        chart.show();
        test::spinUntil([this] { return !chart.plot().lines.empty(); });
    }

    template <typename Series>
    QList<Series *> series() const
    {
        QList<Series *> found;
        for (QAbstractSeries *one : chart.findChild<QChartView *>()->chart()->series()) {
            if (auto *wanted = qobject_cast<Series *>(one))
                found.append(wanted);
        }
        return found;
    }

    ResultSet set;
    int id;
    SweepChart chart;
};

TEST_F(SweepChartTest, HasASeriesOfMeansAndOneOfDotsForEachResult)
{
    ASSERT_EQ(series<QLineSeries>().size(), 1);
    ASSERT_EQ(series<QScatterSeries>().size(), 1);
    EXPECT_EQ(series<QLineSeries>()[0]->points(), (QList<QPointF>{{0, 100}, {1, 180}, {2, 300}}));
    EXPECT_EQ(series<QScatterSeries>()[0]->count(), 9);
    EXPECT_EQ(series<QLineSeries>()[0]->color(), set.find(id)->color);

    chart.setMode(PlotMode::Speedup);
    ASSERT_EQ(series<QLineSeries>().size(), 2);
    const auto ideal = series<QLineSeries>()[1];
    EXPECT_EQ(ideal->points(), (QList<QPointF>{{0, 1}, {1, 2}, {2, 4}}));
    EXPECT_EQ(ideal->pen().style(), Qt::DashLine);

    const int other = set.add(test::shared(test::workerSweep()), "b", {}, true);
    EXPECT_EQ(series<QLineSeries>().size(), 3);
    EXPECT_EQ(series<QScatterSeries>().size(), 2);
    set.setVisible(id, false);
    EXPECT_EQ(series<QScatterSeries>().size(), 1);
    EXPECT_EQ(series<QScatterSeries>()[0]->name(), "b");
    set.close(other);
    set.close(id);
    EXPECT_TRUE(series<QLineSeries>().isEmpty());
}

TEST_F(SweepChartTest, ClickingAPointChoosesIt)
{
    QSignalSpy chosen{&chart, &SweepChart::pointChosen};
    const PlotMark &mark = chart.plot().lines[0].marks[1];
    const QPoint position = chart.positionOf(mark);
    ASSERT_NE(chart.markAt(position), nullptr);
    EXPECT_EQ(chart.markAt(position)->place, (PointId{id, 1}));
    EXPECT_EQ(chart.markAt(QPoint{3, 3}), nullptr);
    EXPECT_TRUE(mark.toolTip.contains("workers 2"));
    EXPECT_TRUE(mark.toolTip.contains("mean 180\u00a0behaviors/s"));
    EXPECT_TRUE(mark.toolTip.contains("from 170 to 190"));
    EXPECT_TRUE(mark.toolTip.contains("3 repeats"));
    // Like the display, sends the event to the widget at this position.
    QTest::mouseClick(chart.windowHandle(), Qt::LeftButton, {}, QPoint{3, 3});
    EXPECT_EQ(chosen.size(), 0);
    QTest::mouseClick(chart.windowHandle(), Qt::LeftButton, {}, position);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen[0][0].value<PointId>(), (PointId{id, 1}));
}

TEST_F(SweepChartTest, MarksLieWhereTheLineHasItsPoints)
{
    const auto *view = chart.findChild<QChartView *>();
    for (const PlotMark &mark : chart.plot().lines[0].marks) {
        const QPointF drawn =
            view->chart()->mapToPosition({mark.x, *mark.mean}, series<QLineSeries>()[0]);
        const QPointF position = chart.positionOf(mark);
        EXPECT_NEAR(position.x(), drawn.x() + view->x(), 1.6);
        EXPECT_NEAR(position.y(), drawn.y() + view->y(), 1.6);
    }
}

TEST_F(SweepChartTest, DrawsMarksInTheColorOfTheirResult)
{
    const QImage picture = chart.grab().toImage();
    for (const PlotMark &mark : chart.plot().lines[0].marks) {
        const QColor pixel = picture.pixelColor(chart.positionOf(mark));
        EXPECT_NEAR(pixel.hslHueF(), set.find(id)->color.hslHueF(), 0.03F) << *mark.mean;
    }
}

TEST_F(SweepChartTest, RestsWhileHiddenAndCatchesUp)
{
    chart.hide();
    set.add(test::shared(test::workerSweep()), "b", {}, true);
    EXPECT_EQ(chart.plot().lines.size(), 1u);
    chart.show();
    EXPECT_TRUE(test::spinUntil([this] { return chart.plot().lines.size() == 2; }));
}

TEST_F(SweepChartTest, FollowsThePalette)
{
    for (const Theme theme : {Theme::Dark, Theme::Light}) {
        chart.setPalette(paletteFor(theme, {}));
        const Scene scene = sceneFor(shadeOf(chart.palette()));
        EXPECT_TRUE(test::spinUntil([&] {
            const QImage picture = chart.grab().toImage();
            return picture.pixelColor(2, 2) == scene.background
                && picture.pixelColor(chart.width() - 30, chart.height() / 2 + 3)
                == scene.background;
        }));
    }
}

} // namespace
} // namespace cownscope::ui

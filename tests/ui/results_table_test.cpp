// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_json.h"
#include "lab/results/table.h"
#include "tests/ui/results_data.h"
#include "ui/results/point_table.h"
#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"
#include "ui/tables/table_text.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

using Model = PointTableModel;

QString cell(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

// The cells of a row of `cownbench table`, with throughputs in three digits.
QStringList printedRow(const lab::Document &document, int row)
{
    const QStringList lines = QString::fromStdString(lab::renderTable(document)).split('\n');
    QStringList cells;
    for (QString text : lines.at(row + 2).split('|')) {
        text = text.trimmed();
        if (cells.size() == 1 || cells.size() == 2) // after the value of the axis
            text = text == "-" ? text : siText(text.toDouble());
        cells.append(text == "-" ? QStringLiteral("–") : text);
    }
    return cells;
}

TEST(PointTable, ShowsTheReferencesFilesAsTheTerminalDoes)
{
    for (const char *name :
         {"bocpy-chain-ring-null.json", "bocpy-chain-ring-full.json", "bocpy-fanout.json"}) {
        ResultSet set;
        ASSERT_TRUE(set.open(test::referencePath(name)));
        const Model model{&set};
        const lab::Document document = test::reference(name);
        ASSERT_EQ(model.rowCount(), static_cast<int>(document.points.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            const QStringList printed = printedRow(document, row);
            QStringList shown{cell(model, row, Model::AxisValue), cell(model, row, Model::Mean),
                              cell(model, row, Model::Stdev)};
            if (printed.size() > 3)
                shown += {cell(model, row, Model::Speedup), cell(model, row, Model::Efficiency)};
            EXPECT_EQ(shown, printed) << name << ' ' << row;
            EXPECT_EQ(model.index(row, Model::Mean).data(SortRole).toDouble(),
                      document.points[static_cast<std::size_t>(row)].throughputMean);
        }
    }
    // Fixed expected values, so that both cannot be wrong in the same way.
    ResultSet set;
    ASSERT_TRUE(set.open(test::referencePath("bocpy-chain-ring-null.json")));
    const Model model{&set};
    EXPECT_EQ(cell(model, 1, Model::Mean), QStringLiteral("75.1\u00a0k"));
    EXPECT_EQ(cell(model, 1, Model::Speedup), "1.66x");
    EXPECT_EQ(cell(model, 1, Model::Efficiency), "83%");
    EXPECT_EQ(cell(model, 1, Model::State), "ok");
    EXPECT_EQ(model.headerData(Model::AxisValue, Qt::Horizontal).toString(), "workers");
    EXPECT_EQ(model.index(1, Model::Mean).data(Qt::ToolTipRole).toString(),
              QString::fromUtf8("75,083.0\u00a0behaviors/s"));
}

TEST(PointTable, StatisticsOfRepeats)
{
    ResultSet set;
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    const Model model{&set};
    EXPECT_EQ(cell(model, 1, Model::Repeats), "3");
    EXPECT_EQ(cell(model, 1, Model::Mean), "180");
    EXPECT_EQ(cell(model, 1, Model::Stdev), "10");
    EXPECT_EQ(cell(model, 1, Model::Median), "180");
    EXPECT_EQ(cell(model, 1, Model::Min), "170");
    EXPECT_EQ(cell(model, 1, Model::Max), "190");
    EXPECT_EQ(cell(model, 2, Model::Speedup), "3.00x");
    EXPECT_EQ(cell(model, 2, Model::Efficiency), "75%");
}

TEST(PointTable, SpeedupOnlyWithABaseline)
{
    const auto speedups = [](lab::Document document, bool running = false) {
        ResultSet set;
        set.add(test::shared(std::move(document)), "a", {}, true, running);
        const Model model{&set};
        QStringList cells;
        for (int row = 0; row < model.rowCount(); ++row)
            cells.append(cell(model, row, Model::Speedup));
        return cells;
    };
    const QString none = QStringLiteral("–");
    EXPECT_EQ(speedups(test::workerSweep()), (QStringList{"1.00x", "1.80x", "3.00x"}));

    lab::Document interrupted = test::workerSweep();
    interrupted.metadata.interrupted = true;
    interrupted.points[0].error = lab::PointError{.message = "interrupted"};
    interrupted.points[2].error = lab::PointError{.message = "interrupted"};
    EXPECT_EQ(speedups(interrupted), (QStringList{"1.00x", "1.80x", "3.00x"}))
        << "what was measured is kept";
    interrupted.points.erase(interrupted.points.begin());
    EXPECT_EQ(speedups(interrupted), (QStringList{none, none})) << "one worker never came";

    lab::Document failed = test::workerSweep();
    failed.points[0].error = lab::PointError{.message = "died"};
    EXPECT_EQ(speedups(failed), (QStringList{none, none, none}));

    lab::Document without = test::workerSweep();
    without.points[0].throughputMean = {};
    EXPECT_EQ(speedups(without), (QStringList{none, none, none}));

    lab::Document second = test::workerSweep();
    second.points[1].error = lab::PointError{.message = "died"};
    EXPECT_EQ(speedups(second), (QStringList{"1.00x", none, "3.00x"}));

    lab::Document otherAxis = test::workerSweep();
    otherAxis.sweep.axis = "iters";
    EXPECT_EQ(speedups(otherAxis), (QStringList{none, none, none}));

    lab::Document begun = test::workerSweep();
    begun.points.erase(begun.points.begin());
    EXPECT_EQ(speedups(begun, true), (QStringList{none, none})) << "one worker is yet to come";
}

TEST(PointTable, StatesOfPoints)
{
    lab::Document document = test::workerSweep();
    document.points[0].error = lab::PointError{.message = "The child died.\nIn a way."};
    document.points[1].error = lab::PointError{.message = "interrupted"};
    document.points[2].error = lab::PointError{.message = "interrupted"};
    document.points[2].repeats.pop_back();
    ResultSet set;
    const int id = set.add(test::shared(document), "a", {}, true, true);
    const Model model{&set};
    EXPECT_EQ(cell(model, 0, Model::State), "The child died.");
    EXPECT_EQ(cell(model, 0, Model::Mean), QStringLiteral("–"));
    EXPECT_EQ(cell(model, 1, Model::State), "interrupted");
    EXPECT_EQ(cell(model, 2, Model::State), "running");
    set.setRunning(id, false);
    EXPECT_EQ(cell(model, 2, Model::State), "interrupted");
    EXPECT_EQ(cell(model, 2, Model::Mean), "300");
}

TEST(PointTable, NamesTheBaseOfSpeedups)
{
    ResultSet set;
    const Model model{&set};
    const auto title = [&](int column) {
        return model.headerData(column, Qt::Horizontal).toString();
    };
    lab::Document noSpeedup = test::workerSweep();
    noSpeedup.sweep.axis = "iters";
    set.add(test::shared(noSpeedup), "a", {}, true);
    EXPECT_EQ(title(Model::Speedup), "Speedup");
    QSignalSpy told{&model, &Model::headerDataChanged};
    lab::Document fromTwo = test::workerSweep();
    fromTwo.points.erase(fromTwo.points.begin());
    fromTwo.sweep.values = {2, 4};
    set.add(test::shared(fromTwo), "b", {}, true);
    EXPECT_EQ(title(Model::Speedup), "Speedup\nto 2 workers");
    EXPECT_EQ(told.last().at(1).toInt(), Model::Speedup);
    EXPECT_EQ(title(Model::Efficiency), "Efficiency\nto 2 workers");
    EXPECT_EQ(title(Model::Mean), "Mean");
    EXPECT_EQ(cell(model, 3, Model::Efficiency), "100%");
    EXPECT_EQ(cell(model, 4, Model::Efficiency), "83%");
    set.add(test::shared(test::workerSweep()), "c", {}, true);
    EXPECT_EQ(title(Model::Speedup), "Speedup\nto the first");
    EXPECT_TRUE(csvOf(model).contains("b,2,3,180,10,180,170,190,1,1,ok,2 workers\r\n"))
        << csvOf(model).toStdString();
}

TEST(PointTable, IsAProperModelWhileResultsComeGrowAndGo)
{
    ResultSet set;
    Model model{&set};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QSignalSpy resets{&model, &QAbstractItemModel::modelReset};
    const lab::Document whole = test::workerSweep();
    lab::Document growing = whole;
    growing.points = {whole.points[1]};
    const int first = set.add(test::shared(growing), "first", {}, true, true);
    const int empty = set.add(test::shared({}), "empty", {}, true, true);
    const int last = set.add(test::shared(whole), "last", {}, true);
    EXPECT_EQ(model.rowCount(), 4);
    const QPersistentModelIndex two{model.index(0, Model::Mean)};
    EXPECT_EQ(model.placeOf(1), (PointId{last, 0}));

    growing.points = {whole.points[1], whole.points[2]};
    set.update(first, test::shared(growing));
    growing.points = whole.points;
    set.update(first, test::shared(growing));
    EXPECT_EQ(model.rowCount(), 6);
    EXPECT_EQ(two.row(), 1) << "the row of two workers was taken for that of one";
    EXPECT_EQ(two.data().toString(), "180");
    EXPECT_EQ(model.rowOf({last, 2}), 5);
    EXPECT_EQ(model.rowOf({last, 3}), -1);

    set.update(empty, test::shared(whole));
    EXPECT_EQ(model.placeOf(3), (PointId{empty, 0}));
    growing.points.resize(1);
    set.update(first, test::shared(growing));
    EXPECT_EQ(model.rowCount(), 7);
    set.close(first);
    set.close(last);
    EXPECT_EQ(model.rowCount(), 3);
    EXPECT_EQ(cell(model, 0, Model::Result), "empty");
    set.close(empty);
    EXPECT_EQ(model.rowCount(), 0);
    EXPECT_EQ(resets.size(), 0);
}

TEST(PointTable, SortsNumbersAsNumbers)
{
    ResultSet set;
    lab::Document document = test::workerSweep();
    document.points.push_back(test::point({{"workers", 16}}, {9, 9, 9}));
    set.add(test::shared(document), "a", {}, true);
    PointTable table{&set};
    const auto column = [&table](int which) {
        QStringList cells;
        for (int row = 0; row < table.shown()->rowCount(); ++row)
            cells.append(cell(*table.shown(), row, which));
        return cells;
    };
    EXPECT_EQ(column(Model::AxisValue), (QStringList{"1", "2", "4", "16"}));
    table.sortByColumn(Model::AxisValue, Qt::DescendingOrder);
    EXPECT_EQ(column(Model::AxisValue), (QStringList{"16", "4", "2", "1"}));
    table.sortByColumn(Model::Mean, Qt::AscendingOrder);
    EXPECT_EQ(column(Model::Mean), (QStringList{"9", "100", "180", "300"}));
}

TEST(PointTable, CopiesSelectedRowsOrAll)
{
    ResultSet set;
    lab::Document document = test::workerSweep();
    document.points[2].error = lab::PointError{.message = "tab\there"};
    set.add(test::shared(document), "a", {}, true);
    PointTable table{&set};
    table.show();
    const QStringList all = table.textToCopy().split('\n');
    ASSERT_EQ(all.size(), 5) << "titles, three rows, and nothing behind the last line's end";
    EXPECT_EQ(all[0],
              QString::fromUtf8("Result\tworkers\tRepeats\tMean\t± stdev\tMedian\tMin\tMax"
                                "\tSpeedup\tEfficiency\tState\tSpeedup base"));
    EXPECT_EQ(all[2], "a\t2\t3\t180\t10\t180\t170\t190\t1.8\t0.9\tok\t1 worker");
    EXPECT_EQ(all[3], "a\t4\t3\t\t\t\t\t\t\t\ttab here\t1 worker");

    table.sortByColumn(Model::AxisValue, Qt::DescendingOrder);
    table.selectRow(2);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    const QStringList copied = QGuiApplication::clipboard()->text().split('\n');
    ASSERT_EQ(copied.size(), 3);
    EXPECT_EQ(copied[1], "a\t1\t3\t100\t10\t100\t90\t110\t1\t1\tok\t1 worker");
}

TEST(PointTable, CurrentPointFollowsWhenOthersComeBeforeIt)
{
    ResultSet set;
    const lab::Document whole = test::workerSweep();
    lab::Document growing = whole;
    growing.points = {whole.points[2]};
    const int id = set.add(test::shared(growing), "a", {}, true, true);
    PointTable table{&set};
    QSignalSpy told{&table, &PointTable::currentPointChanged};
    table.setCurrentPoint({id, 0});
    EXPECT_EQ(told.size(), 1);
    set.update(id, test::shared(whole));
    EXPECT_EQ(table.currentPoint(), (PointId{id, 2}));
    EXPECT_EQ(told.last().first().value<PointId>(), (PointId{id, 2}));
}

TEST(PointCsv, QuotesByRfc4180)
{
    ResultSet set;
    lab::Document document = test::workerSweep();
    document.points.resize(1);
    document.points[0].error = lab::PointError{.message = "it said \"no\", and left"};
    set.add(test::shared(document), "a,b", {}, true);
    const Model model{&set};
    EXPECT_EQ(csvOf(model),
              QByteArray{"Result,workers,Repeats,Mean,± stdev,Median,Min,Max,Speedup,Efficiency,"
                         "State,Speedup base\r\n\"a,b\",1,3,,,,,,,,\"it said \"\"no\"\", and "
                         "left\",\r\n"});
}

TEST(PointValues, IntervalIsThatOfTheFileIfItHasOne)
{
    lab::Document document = test::workerSweep();
    EXPECT_EQ(intervalOf(document.points[0])->kind, Interval::Extent);
    EXPECT_EQ(intervalOf(document.points[0])->low, 90);
    document.points[0].repeats.resize(5);
    lab::Json json = lab::toJson(document);
    json["points"][0]["throughput_ci95"] = {95.5, 104.5};
    json["points"][1]["throughput_ci95"] = {170, 190};
    const lab::Document read = lab::documentFromJson(json);
    const auto interval = intervalOf(read.points[0]);
    EXPECT_EQ(interval->kind, Interval::Confidence);
    EXPECT_EQ(interval->low, 95.5);
    EXPECT_EQ(interval->high, 104.5);
    EXPECT_EQ(intervalOf(read.points[1])->kind, Interval::Extent) << "of three repeats";
    EXPECT_FALSE(intervalOf(test::point({}, {5})));
}

TEST(PointValues, AxesOfOtherWorkloads)
{
    const auto value = [](const char *axis, lab::Json inputs) {
        ResultSet set;
        lab::Document document;
        document.sweep.axis = axis;
        document.points = {test::point(std::move(inputs), {1})};
        set.add(test::shared(std::move(document)), "a", {}, true);
        const Model model{&set};
        return cell(model, 0, Model::AxisValue);
    };
    EXPECT_EQ(value("payload", {{"payload_rows", 4}, {"payload_cols", 8}}), "4x8");
    EXPECT_EQ(value("group-size", {{"group_size", 4}}), "4");
    EXPECT_EQ(value("visual-range", {{"visual_range", 50.0}}), "50");
    EXPECT_EQ(value("workers", {{"iters", 3}}), QStringLiteral("–"));
}

TEST(PointValues, ThroughputCountsWhatTheWorkloadDoes)
{
    const auto unit = [](lab::Json fixed) {
        lab::Document document = test::workerSweep();
        document.sweep.fixed = std::move(fixed);
        return throughputUnit(document).toStdString();
    };
    EXPECT_EQ(unit({{"workload", "boids"}}), "steps/s");
    EXPECT_EQ(unit({{"workload", "fanout"}}), "children/s");
    EXPECT_EQ(unit({{"workload", "chain-ring"}}), "behaviors/s");
    EXPECT_EQ(unit({{"workload", "another"}}), "behaviors/s");
    EXPECT_EQ(unit(lab::Json::object()), "behaviors/s");
    // Files of the reference benchmark do not name it.
    EXPECT_EQ(throughputUnit(test::reference("bocpy-fanout.json")), "children/s");
    EXPECT_EQ(throughputUnit(test::reference("bocpy-chain-ring-null.json")), "behaviors/s");
}

} // namespace
} // namespace cownscope::ui

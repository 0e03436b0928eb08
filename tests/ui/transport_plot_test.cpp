// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_csv.h"
#include "tests/ui/transport_data.h"
#include "ui/tables/table_text.h"
#include "ui/transport/transport_plot.h"
#include "ui/transport/transport_table_model.h"

#include <QAbstractItemModelTester>
#include <QIcon>

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace cownscope::ui {
namespace {

using lab::transport::Kind;
using lab::transport::Transport;
using test::transportRow;

TEST(TransportPlot, HasALineForEachKindAndTransport)
{
    auto rows = test::transportRows();
    std::ranges::reverse(rows); // in any order
    const TransportPlot plot = transportPlotOf(rows);
    EXPECT_EQ(plot.sizes, (std::vector<std::uint32_t>{2, 8, 32}));
    EXPECT_EQ(plot.kinds, (std::vector{Kind::Bytes, Kind::Tensor}));
    EXPECT_EQ(plot.transports, (std::vector{Transport::Pipe, Transport::Ring, Transport::Pool}));
    ASSERT_EQ(plot.lines.size(), 6u);
    const TransportLine &line = plot.lines[5];
    EXPECT_EQ(line.kind, Kind::Tensor);
    EXPECT_EQ(line.transport, Transport::Pool);
    ASSERT_EQ(line.marks.size(), 3u);
    const TransportMark &mark = line.marks[1];
    EXPECT_EQ(mark.sizeMb, 8u);
    EXPECT_EQ(mark.mean, 3100);
    EXPECT_DOUBLE_EQ(mark.low, 2790);
    EXPECT_DOUBLE_EQ(mark.high, 3410);
    EXPECT_EQ(mark.shift, 0);
    EXPECT_EQ(rows.at(mark.row).mbPerSecond, 3100) << "the row that it shows";
    EXPECT_EQ(mark.toolTip,
              "tensor of 8 MiB over pool\n3,100 MB/s, 95 % interval 2,790 to 3,410\n"
              "387.5 items/s\nspeedup 2.82x");
    EXPECT_TRUE(transportPlotOf({}).lines.empty());
}

TEST(TransportPlot, KindsOfASingleSizeAreSideBySide)
{
    const TransportPlot plot = transportPlotOf({transportRow(2, Kind::Tensor, Transport::Pipe, 1),
                                                transportRow(2, Kind::Bytes, Transport::Ring, 2),
                                                transportRow(2, Kind::Bytes, Transport::Pipe, 3)});
    ASSERT_EQ(plot.lines.size(), 3u);
    EXPECT_EQ(plot.lines[0].marks[0].shift, plot.lines[1].marks[0].shift);
    EXPECT_LT(plot.lines[0].marks[0].shift, 0);
    EXPECT_GT(plot.lines[2].marks[0].shift, 0);
}

TEST(TransportPlot, SizesAreSpacedByTheirRatio)
{
    const PlaceScale scale = sizeScale(transportPlotOf(test::transportRows()));
    EXPECT_EQ(scale.ticks, (std::vector<double>{2, 8, 32}));
    EXPECT_DOUBLE_EQ(scale.placeOf(8), 0.5);
    EXPECT_NEAR(scale.placeOf(2) + scale.placeOf(32), 1, 1e-12);
    EXPECT_GT(scale.placeOf(2), 0.03) << "a marker needs space";
    const PlaceScale single =
        sizeScale(transportPlotOf({transportRow(5, Kind::Bytes, Transport::Pipe, 1)}));
    EXPECT_EQ(single.ticks, std::vector<double>{5});
    EXPECT_DOUBLE_EQ(single.placeOf(5), 0.5);
}

TEST(TransportPlot, ThroughputBeginsAtZeroOrIsLogarithmic)
{
    const TransportPlot plot = transportPlotOf(test::transportRows());
    const PlaceScale linear = throughputScale(plot, false);
    EXPECT_EQ(linear.placeOf(0), 0);
    EXPECT_EQ(linear.ticks, (std::vector<double>{0, 1000, 2000, 3000, 4000}));
    EXPECT_LE(linear.placeOf(3410), 1) << "the largest interval";
    const PlaceScale logarithmic = throughputScale(plot, true);
    EXPECT_EQ(logarithmic.ticks, (std::vector<double>{500, 1000, 2000, 5000}));
    EXPECT_EQ(logarithmic.placeOf(500), 0);
    EXPECT_DOUBLE_EQ(logarithmic.placeOf(5000), 1);
    EXPECT_EQ(logarithmic.placeOf(-3), 0);
    EXPECT_EQ(logarithmic.placeOf(0), 0);
}

TEST(TransportPlot, AnyNumbersHaveAPlace)
{
    const double inf = std::numeric_limits<double>::max();
    const double least = std::numeric_limits<double>::denorm_min();
    for (const std::vector<double> &values :
         {std::vector{0.0}, {least}, {inf}, {least, inf}, {0.0, 1e-3, 1e12}}) {
        std::vector<lab::transport::Row> rows;
        rows.reserve(values.size());
        std::uint32_t size = 1;
        for (const double value : values)
            rows.push_back(transportRow(size++, Kind::Bytes, Transport::Pipe, value));
        const TransportPlot plot = transportPlotOf(rows);
        for (const bool isLogarithmic : {false, true}) {
            const PlaceScale scale = throughputScale(plot, isLogarithmic);
            EXPECT_LT(scale.ticks.size(), 100u);
            EXPECT_GE(scale.ticks.size(), 2u);
            for (const double value : values) {
                const double place = scale.placeOf(value);
                EXPECT_TRUE(place >= -1 && place <= 2) << value;
            }
        }
    }
    // An interval that reaches down to zero does not take the whole plot.
    auto row = transportRow(1, Kind::Bytes, Transport::Pipe, 1000);
    row.mbPerSecondLow = 1e-6;
    EXPECT_GE(throughputScale(transportPlotOf({row}), true).first, 100);
}

QStringList cellsOf(const QAbstractItemModel &model, int row)
{
    QStringList cells;
    for (int column = 0; column < model.columnCount(); ++column)
        cells.append(model.index(row, column).data().toString());
    return cells;
}

TEST(TransportTableModel, ShowsRoundedNumbers)
{
    auto rows = test::transportRows();
    rows[1].itemsPerSecond = 1234.56;
    rows[1].mbPerSecondLow = -1234.5;
    rows[2].peakRssMb = 33.51;
    rows[2].cpuSeconds = 0.125;
    TransportTableModel model;
    const QAbstractItemModelTester tester{&model};
    EXPECT_FALSE(model.hasMemoryOrCpuTime());
    model.setRows(rows);
    EXPECT_TRUE(model.hasMemoryOrCpuTime());
    ASSERT_EQ(model.rowCount(), 18);
    EXPECT_EQ(cellsOf(model, 1),
              (QStringList{"2", "bytes", "ring", "1,234.6", "2,000", "−1,235", "2,200", "2.00x",
                           "–", "–"}));
    EXPECT_EQ(cellsOf(model, 2).mid(8), (QStringList{"33.5", "0.13"}));
}

TEST(TransportTableModel, IsExportedLikeTheCsvFile)
{
    auto rows = test::transportRows();
    rows[2].peakRssMb = 1.0 / 3;
    TransportTableModel model;
    model.setRows(rows);
    const QByteArray text = csvOf(model);
    EXPECT_TRUE(text.startsWith("size_mb,kind,transport,items_per_s,mb_per_s,mb_per_s_lo,"
                                "mb_per_s_hi,speedup,peak_rss_mb,cpu_sec\r\n"));
    EXPECT_EQ(lab::transport::rowsFromCsv(text.toStdString()), rows);
}

} // namespace
} // namespace cownscope::ui

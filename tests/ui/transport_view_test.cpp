// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_csv.h"
#include "tests/ui/chart_picture.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/results_data.h"
#include "tests/ui/transport_data.h"
#include "ui/results/point_table.h"
#include "ui/results/result_list_model.h"
#include "ui/results/result_set.h"
#include "ui/results/results_view.h"
#include "ui/results/sweep_chart.h"
#include "ui/transport/transport_chart.h"
#include "ui/transport/transport_style.h"
#include "ui/transport/transport_table.h"
#include "ui/transport/transport_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

using lab::transport::Kind;
using lab::transport::Transport;

bool isAbout(const QColor &pixel, const QColor &color)
{
    return std::abs(pixel.red() - color.red()) < 40 && std::abs(pixel.green() - color.green()) < 40
        && std::abs(pixel.blue() - color.blue()) < 40;
}

// The share of the pixels along a row, next to a line of the plot, have about its color.
double shareOf(const QImage &image, const QColor &color, const QRect &area)
{
    int count = 0;
    for (int x = area.left(); x <= area.right(); ++x) {
        bool isThere = false;
        for (int y = area.top(); y <= area.bottom() && !isThere; ++y)
            isThere = isAbout(image.pixelColor(x, y), color);
        count += isThere ? 1 : 0;
    }
    return static_cast<double>(count) / area.width();
}

TEST(TransportChart, ShowsKindsAsColorsAndTransportsAsStyles)
{
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        TransportChart chart;
        chart.setPalette(paletteFor(theme, QApplication::palette()));
        chart.resize(800, 500);
        chart.setFile(*test::sharedTransports({
            test::transportRow(2, Kind::Bytes, Transport::Pipe, 1000),
            test::transportRow(8, Kind::Bytes, Transport::Pipe, 1000),
            test::transportRow(2, Kind::Matrix, Transport::Ring, 2000),
            test::transportRow(8, Kind::Matrix, Transport::Ring, 2000),
            test::transportRow(2, Kind::Packets, Transport::Pool, 3000),
            test::transportRow(8, Kind::Packets, Transport::Pool, 3000),
        }));
        for (const double scale : {1.0, 2.0}) {
            chart.grab(); // applies pending layouts
            QImage image{(QSizeF{chart.size()} * scale).toSize(), QImage::Format_RGB32};
            image.setDevicePixelRatio(scale);
            chart.render(&image);
            std::vector<double> shares;
            for (const TransportLine &line : chart.plot().lines) {
                const QPointF left = chart.positionOf(line.marks[0]);
                const QPointF right = chart.positionOf(line.marks[1]);
                // Between the markers.
                const QRectF area{left.x() + 10, left.y() - 2, right.x() - left.x() - 20, 4};
                shares.push_back(
                    shareOf(image, colorOf(line.kind),
                            QRectF{area.topLeft() * scale, area.size() * scale}.toRect()));
            }
            EXPECT_LT(shares[0], 0.75) << "dots";
            EXPECT_GT(shares[0], 0.25);
            EXPECT_LT(shares[1], 0.85) << "dashes";
            EXPECT_GT(shares[1], 0.55);
            EXPECT_EQ(shares[2], 1) << "a whole line";

            // The band is as high as the interval, in a mixture of both colors.
            const TransportLine &line = chart.plot().lines[2];
            const QPoint center =
                (chart.positionOf(line.marks[0]) + chart.positionOf(line.marks[1])) / 2;
            const double top = chart.positionOf({.sizeMb = 2, .mean = line.marks[0].high}).y();
            const auto at = [&](double y) {
                return image.pixelColor((QPointF{double(center.x()), y} * scale).toPoint());
            };
            const QColor background = sceneFor(shadeOf(chart.palette())).background;
            EXPECT_EQ(at(top - 4), background);
            EXPECT_NE(at(top + 4), background);
            EXPECT_NE(at(top + 4), colorOf(line.kind));
        }
    }
}

TEST(TransportChart, SaysWhatIsMissing)
{
    TransportChart chart;
    chart.resize(700, 400);
    const auto picture = [&](const lab::transport::TransportFile &file) {
        chart.setFile(file);
        return chart.grab().toImage();
    };
    const auto rows = test::transportRows();
    const QImage complete = picture(test::transportFile({.rows = rows, .skipped = {}}));
    const QImage interrupted =
        picture(test::transportFile({.rows = rows, .skipped = {}, .interrupted = true}));
    EXPECT_NE(complete, interrupted);
    EXPECT_EQ(complete, picture(test::transportFile({.rows = rows, .skipped = {}})));
    EXPECT_FALSE(picture({}).isNull()) << "a file without rows";
}

class TransportViewTest : public testing::Test
{
protected:
    TransportViewTest()
        : view(&set)
    {
        view.resize(1000, 640);
        view.show();
    }

    TransportView &transports() { return *view.findChild<TransportView *>(); }
    TransportChart &chart() { return *transports().chart(); }
    TransportTable &table() { return *view.findChild<TransportTable *>(); }
    QString exported(const char *name)
    {
        QString path = folder.filePath(name);
        const Outcome exported = view.exportTo(path);
        EXPECT_TRUE(exported) << exported.reason();
        return path;
    }
    QPushButton *button(const char *text)
    {
        for (QPushButton *button : view.findChildren<QPushButton *>()) {
            if (button->text() == QString::fromUtf8(text))
                return button;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    ResultSet set;
    ResultsView view;
};

TEST_F(TransportViewTest, TheSelectedResultIsShownAmongOthers)
{
    const int sweep = set.add(test::shared(test::workerSweep()), "sweep", {}, true);
    EXPECT_FALSE(transports().isVisible());
    const int first = set.add(test::sharedTransports(), "first.csv");
    EXPECT_EQ(view.selectedResult(), first);
    EXPECT_TRUE(transports().isVisible());
    EXPECT_EQ(view.chartWidget(), &chart());
    EXPECT_EQ(table().model()->rowCount(), 18);
    const int second =
        set.add(test::sharedTransports({test::transportRow(2, Kind::Bytes, Transport::Pipe, 9)}),
                "second.csv");
    EXPECT_EQ(table().model()->rowCount(), 1);
    EXPECT_EQ(chart().plot().lines.size(), 1u);
    view.selectResult(first);
    EXPECT_EQ(chart().plot().lines.size(), 6u);
    view.selectResult(sweep);
    EXPECT_FALSE(transports().isVisible());
    EXPECT_EQ(view.chartWidget(), view.findChild<SweepChart *>());
    EXPECT_EQ(view.findChild<PointTable *>()->model()->rowCount(), 3) << "of the sweep alone";
    EXPECT_EQ(view.findChild<SweepChart *>()->plot().lines.size(), 1u);
    EXPECT_TRUE(view.findChild<SweepChart *>()->plot().leftOut.isEmpty());
    set.close(sweep);
    EXPECT_TRUE(transports().isVisible());
    set.close(first);
    set.close(second);
    EXPECT_FALSE(transports().isVisible());
}

TEST_F(TransportViewTest, OnlySweepsCanBeCheckedAndCompared)
{
    const int transportsId = set.add(test::sharedTransports(), "t.csv");
    set.setVisible(transportsId, true);
    EXPECT_FALSE(set.find(transportsId)->visible);
    set.add(test::shared(test::workerSweep()), "a", {}, true);
    EXPECT_FALSE(button("Compare")->isEnabled()) << "there is no other sweep";
    set.add(test::shared(test::workerSweep()), "b", {}, true);
    EXPECT_TRUE(button("Compare")->isEnabled());
    view.selectResult(transportsId);
    EXPECT_FALSE(button("Compare")->isEnabled());
    EXPECT_TRUE(button("Save…")->isEnabled());
    const ResultListModel model{&set};
    EXPECT_FALSE(model.index(0).flags() & Qt::ItemIsUserCheckable);
    EXPECT_FALSE(model.index(0).data(Qt::CheckStateRole).isValid());
    EXPECT_TRUE(model.index(1).flags() & Qt::ItemIsUserCheckable);
    EXPECT_EQ(model.index(0).data(Qt::ToolTipRole).toString(), "t.csv\ntransports, 18 rows");
}

TEST_F(TransportViewTest, ChartAndTableSelectTheSameRow)
{
    set.add(test::sharedTransports(), "t.csv");
    ASSERT_TRUE(test::spinUntil([this] { return chart().isVisible(); }));
    table().sortByColumn(TransportTableModel::Throughput, Qt::DescendingOrder);
    EXPECT_EQ(table().model()->index(0, TransportTableModel::Throughput).data(), "3,100");
    const TransportMark mark = chart().plot().lines[4].marks[1]; // tensors of 8 MiB over a ring
    const QPoint position = chart().positionOf(mark);
    EXPECT_EQ(chart().markAt(position + QPoint{3, 3})->row, mark.row);
    EXPECT_EQ(chart().markAt(position + QPoint{60, 30}), nullptr);
    QTest::mouseClick(view.windowHandle(), Qt::LeftButton, {}, chart().mapTo(&view, position));
    ASSERT_EQ(table().currentRow(), mark.row);
    EXPECT_EQ(table().textToCopy().split('\n').at(1),
              "8\ttensor\tring\t262.5\t2100\t1890\t2310\t"
              "1.9090909090909092\t\t");
    const QImage highlighted = chart().grab().toImage();
    QTest::keyClick(&table(), Qt::Key_Down);
    EXPECT_NE(table().currentRow(), mark.row);
    EXPECT_NE(chart().grab().toImage(), highlighted);
}

TEST_F(TransportViewTest, TheThroughputMayBeLogarithmic)
{
    set.add(test::sharedTransports(), "t.csv");
    auto *box = transports().findChild<QCheckBox *>();
    EXPECT_EQ(chart().throughput().first, 0);
    box->click();
    EXPECT_EQ(chart().throughput().first, 500);
    set.add(test::sharedTransports(), "u.csv");
    EXPECT_EQ(chart().throughput().first, 500) << "the choice stays";
}

TEST_F(TransportViewTest, ShowsMemoryAndReasonsIfThereAreAny)
{
    set.add(test::sharedTransports(), "t.csv");
    EXPECT_TRUE(table().isColumnHidden(TransportTableModel::Memory));
    auto rows = test::transportRows();
    rows[0].cpuSeconds = 1;
    rows[1].samples = {1, 2};
    rows[1].interruption = "stopped";
    lab::transport::SweepResult result{.rows = rows, .skipped = {}, .interrupted = true};
    for (const std::uint32_t size : {2u, 8u, 32u, 64u})
        result.skipped.push_back(
            {{.sizeMb = size, .kind = Kind::Packets, .transport = Transport::Ring}, "no encoder"});
    set.add(
        std::make_shared<const lab::transport::TransportFile>(test::transportFile(result, true)),
        "isolated.json");
    EXPECT_FALSE(table().isColumnHidden(TransportTableModel::Memory));
    EXPECT_FALSE(table().isColumnHidden(TransportTableModel::CpuTime));
    const auto *label = transports().findChild<QLabel *>();
    EXPECT_TRUE(label->isVisible());
    EXPECT_EQ(label->text(),
              "Only 2 passes of bytes 2M ring: stopped\nSkipped packets 2M ring: no encoder\n"
              "Skipped packets 8M ring: no encoder\n… and 2 more");
    EXPECT_EQ(label->toolTip().count("no encoder"), 4);
    const ResultListModel model{&set};
    EXPECT_EQ(model.index(1).data().toString(), "isolated.json – interrupted");
    EXPECT_TRUE(model.index(1)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .endsWith("interrupted with 17 of 18 measured"));
}

TEST_F(TransportViewTest, ExportsInAllFormats)
{
    set.add(test::shared(test::workerSweep()), "sweep", {}, true);
    const auto file = test::sharedTransports();
    set.add(file, "t.json");
    table().sortByColumn(TransportTableModel::Size, Qt::DescendingOrder);
    const auto rows = lab::transport::readTransportCsv(exported("out.csv").toStdString());
    ASSERT_EQ(rows.size(), 18u);
    EXPECT_EQ(rows[0].sizeMb, 32u) << "as shown";

    const auto written = lab::transport::readTransportJson(exported("out.json").toStdString());
    EXPECT_EQ(written.rows, file->rows);

    const QImage png{exported("out.png")};
    EXPECT_EQ(png.size(), chart().size() * view.devicePixelRatio());
    QFile svgFile{exported("out.svg")};
    ASSERT_TRUE(svgFile.open(QIODevice::ReadOnly));
    const QByteArray text = svgFile.readAll();
    EXPECT_FALSE(text.contains("<image")) << "pixels and no lines";
    for (const char *word : {"MB/s", "bytes", "tensor", "pipe", "ring", "pool", "95 % interval",
                             "size of an item in MiB", "stroke-dasharray"})
        EXPECT_TRUE(text.contains(word)) << word;
    EXPECT_FALSE(text.contains("packets")) << "not in this file";
    QSvgRenderer svg{text};
    ASSERT_TRUE(svg.isValid());
    QImage drawn{chart().size(), QImage::Format_RGB32};
    QPainter painter{&drawn};
    svg.render(&painter);
    painter.end();
    const TransportMark &mark = chart().plot().lines[0].marks[0];
    EXPECT_TRUE(isAbout(drawn.pixelColor(chart().positionOf(mark)), colorOf(Kind::Bytes)));

    set.add(std::make_shared<const lab::transport::TransportFile>(
                lab::transport::transportFileFromCsv(toCsv(*file))),
            "t.csv");
    const Outcome refused = view.exportTo(folder.filePath("other.json"));
    EXPECT_FALSE(refused);
    EXPECT_NE(refused.reason().find("write it as .csv"), std::string::npos) << refused.reason();
    EXPECT_FALSE(QFile::exists(folder.filePath("other.json")));
}

} // namespace
} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/comparison_model.h"
#include "ui/results/comparison_view.h"
#include "ui/results/span_delegate.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QPainter>
#include <QTableView>

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::ui;

namespace {

lab::Document documentWith(std::initializer_list<double> throughputs)
{
    lab::Document document;
    document.sweep.axis = "workers";
    lab::Point &point = document.points.emplace_back();
    point.inputs = {{"workers", 2}};
    for (const double throughput : throughputs)
        point.repeats.emplace_back().throughput = throughput;
    return document;
}

lab::Comparison slower()
{
    lab::Document other = documentWith({80e3, 80.1e3, 79.9e3, 80.2e3, 79.8e3});
    other.metadata.compiler = "Clang 14";
    return lab::compare(documentWith({100e3, 100.1e3, 99.9e3, 100.2e3, 99.8e3}), other);
}

QString cell(const ComparisonModel &model, int column)
{
    return model.index(0, column).data().toString();
}

// The x coordinates at which a cell with this span has a color that a cell without does not have.
std::pair<int, int> drawnBetween(const ComparisonModel &model)
{
    QTableView view;
    SpanDelegate delegate{model.reach()};
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.rect = QRect{0, 0, 401, 21};
    QImage image{401, 21, QImage::Format_RGB32};
    image.fill(Qt::white);
    QPainter painter{&image};
    delegate.paint(&painter, option, model.index(0, ComparisonModel::Span));
    painter.end();
    int first = -1, last = -1;
    for (int x = 0; x < image.width(); ++x) {
        if (image.pixelColor(x, 10).saturation() > 100) {
            first = first < 0 ? x : first;
            last = x;
        }
    }
    return {first, last};
}

} // namespace

TEST(ComparisonModel, ShowsWhatTheComparisonSays)
{
    ComparisonModel model{slower()};
    const QAbstractItemModelTester tester{&model,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal};
    ASSERT_EQ(model.rowCount(), 1);
    EXPECT_EQ(cell(model, ComparisonModel::Point), "2");
    EXPECT_EQ(cell(model, ComparisonModel::Base), QStringLiteral("100\u00a0k/s"));
    EXPECT_EQ(cell(model, ComparisonModel::Other), QStringLiteral("80.0\u00a0k/s"));
    EXPECT_EQ(cell(model, ComparisonModel::Difference), "-20.0 %");
    EXPECT_EQ(cell(model, ComparisonModel::P), "0.0079");
    EXPECT_EQ(cell(model, ComparisonModel::Verdict), "slower");
    EXPECT_EQ(model.headerData(0, Qt::Horizontal).toString(), "workers");
}

TEST(ComparisonModel, APointOfOneSideHasNothingToDraw)
{
    lab::Document other = documentWith({1, 2});
    other.points[0].inputs["workers"] = 3;
    const ComparisonModel model{lab::compare(documentWith({1, 2}), other)};
    ASSERT_EQ(model.rowCount(), 2);
    EXPECT_FALSE(model.index(0, ComparisonModel::Span).data(ComparisonModel::SpanRole).isValid());
    EXPECT_EQ(cell(model, ComparisonModel::Difference), "–");
}

TEST(SpanDelegate, DrawsAWorseResultLeftOfTheMiddle)
{
    const auto [first, last] = drawnBetween(ComparisonModel{slower()});
    EXPECT_GE(first, 0);
    EXPECT_LT(last, 60); // the largest difference reaches the edge
    const auto [none, neither] =
        drawnBetween(ComparisonModel{lab::compare(documentWith({1, 2}), documentWith({1}))});
    EXPECT_EQ(none, -1);
    EXPECT_EQ(neither, -1);
}

TEST(ComparisonView, SaysWhatElseDiffersAndCanBeCopied)
{
    const ComparisonView view{"base.json", "other.json", slower()};
    EXPECT_TRUE(view.notes().contains("compiler: - / Clang 14")) << view.notes().toStdString();
    EXPECT_EQ(view.tableText().split('\n').at(1).split('\t').last(), "slower");
    EXPECT_EQ(view.tableText().count('\n'), 2);

    lab::Document several = documentWith({100, 101, 99, 100.5, 99.5});
    several.points.push_back(several.points[0]);
    several.points[1].inputs["workers"] = 4;
    several.metadata.interrupted = true;
    several.sweep.values = {2, 4, 8};
    const ComparisonView two{"base.json", "other.json", lab::compare(several, several)};
    EXPECT_EQ(two.notes(),
              "p is corrected for the 2 points that are compared (Holm)\n"
              "the base was interrupted with 2 of 3 points complete\n"
              "the other was interrupted with 2 of 3 points complete");
}

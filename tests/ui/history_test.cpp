// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart_model.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cownscope::ui {
namespace {

TEST(History, KeepsTheLastValues)
{
    History history{5, 0.1};
    EXPECT_TRUE(history.isEmpty());
    for (int i = 0; i < 12; ++i)
        history.append(i);
    ASSERT_EQ(history.size(), 5u);
    for (std::size_t age = 0; age < 5; ++age)
        EXPECT_EQ(history.at(age), 11.0 - static_cast<double>(age));
    EXPECT_EQ(history.largest(), 11.0);
    history.append(-1);
    history.append(-1);
    history.append(-1);
    history.append(-1);
    history.append(-1);
    EXPECT_EQ(history.largest(), -1.0) << "an old value is still there";
    history.clear();
    EXPECT_EQ(history.size(), 0u);
    EXPECT_EQ(history.last(), 0.0);
}

TEST(History, KnowsTheLargestOfThePresentSection)
{
    History history{5, 0.1};
    EXPECT_EQ(history.largestOfSection(), 0.0);
    history.append(9);
    EXPECT_EQ(history.largestOfSection(), 9.0);
    history.beginSection();
    EXPECT_EQ(history.largestOfSection(), 0.0);
    history.append(2);
    history.append(1);
    EXPECT_EQ(history.largestOfSection(), 2.0);
    EXPECT_EQ(history.largest(), 9.0);
    EXPECT_EQ(history.largest(8.9), 2.0);
    EXPECT_EQ(history.largest(0.5), 0.0);
    for (int i = 0; i < 7; ++i)
        history.append(1);
    EXPECT_EQ(history.largestOfSection(), 1.0) << "the section is longer than what is kept";
    history.clear();
    history.append(3);
    EXPECT_EQ(history.largestOfSection(), 3.0);
}

TEST(History, PointsEndNow)
{
    History history{10, 0.5};
    for (int i = 0; i < 14; ++i)
        history.append(i * i);
    const QList<QPointF> points = history.points(100);
    ASSERT_EQ(points.size(), 10);
    EXPECT_EQ(points.last(), QPointF(0, 169));
    EXPECT_EQ(points.first(), QPointF(-4.5, 16));
    EXPECT_TRUE(std::is_sorted(points.begin(), points.end(),
                               [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
}

TEST(History, FewPointsKeepThePeaks)
{
    History history{601, 0.1};
    for (int i = 0; i < 2000; ++i)
        history.append(i % 97 == 0 ? 1000 + i : 1);
    const QList<QPointF> points = history.points(300);
    EXPECT_LE(points.size(), 300);
    EXPECT_EQ(points.last(), QPointF(0, history.last()));
    for (std::size_t age = 0; age < history.size(); ++age) {
        const double value = history.at(age);
        if (value < 1000)
            continue;
        const QPointF peak{-0.1 * static_cast<double>(age), value};
        EXPECT_TRUE(std::any_of(points.begin(), points.end(),
                                [&](const QPointF &point) {
                                    return point.y() == value
                                        && std::abs(point.x() - peak.x()) < 1e-9;
                                }))
            << "the peak at " << peak.x() << " s is gone";
    }
}

TEST(History, ColumnsHoldTheSameValuesFromTickToTick)
{
    History history{601, 0.1};
    for (int i = 0; i < 700; ++i)
        history.append((i * 7919) % 1000);
    const auto before = history.points(300);
    history.append(500);
    const auto after = history.points(300);
    // Everything but the ends moves left by one sample and is otherwise unchanged.
    int kept = 0;
    for (const QPointF &point : before) {
        kept += std::any_of(after.begin(), after.end(), [&point](const QPointF &other) {
            return other.y() == point.y() && std::abs(other.x() - (point.x() - 0.1)) < 1e-9;
        });
    }
    EXPECT_GE(kept, before.size() - 6);
    EXPECT_EQ(after.last(), QPointF(0, 500));
}

TEST(TimeChartModel, SamplesTogetherAndClears)
{
    TimeChartModel model{2};
    int changes = 0;
    QObject::connect(&model, &TimeChartModel::changed, &model, [&changes] { ++changes; });
    for (int i = 0; i < 1000; ++i)
        model.append({1.0 * i, -1.0 * i});
    EXPECT_EQ(changes, 1000);
    EXPECT_EQ(model.history(0).size(), TimeChartModel::Capacity);
    EXPECT_EQ(model.history(0).last(), 999);
    EXPECT_EQ(model.history(1).last(), -999);
    EXPECT_NEAR(model.history(0).points(10'000).first().x(), -TimeChartModel::Span, 1e-9);
    model.clear();
    EXPECT_EQ(changes, 1001);
    EXPECT_TRUE(model.history(1).isEmpty());
}

} // namespace
} // namespace cownscope::ui

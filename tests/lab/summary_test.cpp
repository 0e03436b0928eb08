// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/summary.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

using namespace cownscope::lab;

TEST(Summary, OfNothingIsEmpty)
{
    EXPECT_EQ(summarize({}), Summary());
}

TEST(Summary, OfOneValueHasNoSpread)
{
    const Summary summary = summarize(std::array{7.5});
    EXPECT_EQ(summary.mean, 7.5);
    EXPECT_FALSE(summary.stdev);
    EXPECT_FALSE(summary.min);
    EXPECT_FALSE(summary.max);
}

TEST(Summary, OfSeveralValuesUsesTheSampleDeviation)
{
    const Summary summary = summarize(std::array{2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0});
    EXPECT_EQ(summary.mean, 5.0);
    ASSERT_TRUE(summary.stdev);
    EXPECT_NEAR(*summary.stdev, std::sqrt(32.0 / 7.0), 1e-12);
    EXPECT_EQ(summary.min, 2.0);
    EXPECT_EQ(summary.max, 9.0);
}

TEST(Summary, EqualValuesHaveTheDeviationZero)
{
    EXPECT_EQ(summarize(std::array{3.0, 3.0}).stdev, 0.0);
}

TEST(Summary, OfAPointIsThatOfItsRepeats)
{
    Point point;
    point.repeats.resize(2);
    point.repeats[0].throughput = 10;
    point.repeats[1].throughput = 20;
    summarizeRepeats(point);
    EXPECT_EQ(point.throughputMean, 15.0);
    EXPECT_EQ(point.throughputMin, 10.0);
    EXPECT_EQ(point.throughputMax, 20.0);
    ASSERT_TRUE(point.throughputStdev);
    EXPECT_NEAR(*point.throughputStdev, std::sqrt(50.0), 1e-12);
}

TEST(Summary, OfAPointHasMedianDeviationAndInterval)
{
    Point point;
    for (const double throughput : {91.9, 95.2, 90.4, 97.7, 93.1, 94.6, 92.3})
        point.repeats.emplace_back().throughput = throughput;
    summarizeRepeats(point);
    EXPECT_EQ(point.throughputMedian, 93.1);
    EXPECT_NEAR(point.throughputMad.value_or(-1), 1.5, 1e-12);
    ASSERT_TRUE(point.throughputCi95);
    // Mean 93.6, standard error 2.3 / sqrt(7).
    EXPECT_NEAR(point.throughputCi95->front(), 93.6 - 1.6, 0.3);
    EXPECT_NEAR(point.throughputCi95->back(), 93.6 + 1.8, 0.3);
}

TEST(Summary, OfFewRepeatsHasNoInterval)
{
    Point point;
    for (const double throughput : {91.9, 95.2, 90.4, 97.7})
        point.repeats.emplace_back().throughput = throughput;
    summarizeRepeats(point);
    EXPECT_TRUE(point.throughputMad);
    EXPECT_FALSE(point.throughputCi95);
    point.repeats.emplace_back().throughput = 93;
    summarizeRepeats(point);
    ASSERT_TRUE(point.throughputCi95);
    EXPECT_GT(point.throughputCi95->front(), 90.4);
    EXPECT_LT(point.throughputCi95->back(), 97.7);
}

TEST(Summary, IsMadeWhereItIsMissing)
{
    Document document;
    for (const char *error : {"", "interrupted", "died"}) {
        Point &point = document.points.emplace_back();
        point.repeats.emplace_back().throughput = 7;
        if (*error != 0)
            point.error = PointError{.message = error};
    }
    summarizeWhereMissing(document);
    EXPECT_EQ(document.points[0].throughputMean, 7);
    EXPECT_EQ(document.points[1].throughputMean, 7);
    EXPECT_FALSE(document.points[2].throughputMean);
}

TEST(Summary, OfAPointWithOneRepeatHasNoDeviationAndNoInterval)
{
    Point point;
    point.throughputMad = 1;
    point.throughputCi95 = {1, 2};
    point.repeats.emplace_back().throughput = 10;
    summarizeRepeats(point);
    EXPECT_EQ(point.throughputMedian, 10.0);
    EXPECT_FALSE(point.throughputMad);
    EXPECT_FALSE(point.throughputCi95);
    point.repeats.clear();
    summarizeRepeats(point);
    EXPECT_FALSE(point.throughputMedian);
}

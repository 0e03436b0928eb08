// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/result_file.h"
#include "lab/results/statistics_table.h"
#include "lab/results/table.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

Document reference(const char *name)
{
    return readResultFile(std::string(COWNSCOPE_LAB_DATA "/") + name);
}

Point pointWith(Json inputs, std::optional<double> mean, std::optional<double> stdev = {})
{
    Point point;
    point.inputs = std::move(inputs);
    point.throughputMean = mean;
    point.throughputStdev = stdev;
    return point;
}

} // namespace

TEST(Table, OfTheReferencesSweepOverWorkers)
{
    EXPECT_EQ(renderTable(reference("bocpy-chain-ring-null.json")),
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 45332.0    | -     | 1.00x   | 100%      \n"
              "2       | 75083.0    | -     | 1.66x   | 83%       \n"
              "note: speedup and efficiency are relative to 1 worker");
    EXPECT_EQ(renderTable(reference("bocpy-chain-ring-full.json")),
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 91.9       | -     | 1.00x   | 100%      \n"
              "2       | 182.5      | -     | 1.99x   | 99%       \n"
              "note: speedup and efficiency are relative to 1 worker");
}

TEST(Table, OfTheReferencesSinglePoint)
{
    EXPECT_EQ(renderTable(reference("bocpy-fanout.json")),
              "none | throughput | stdev\n"
              "-----+------------+------\n"
              "-    | 56761.4    | -    ");
}

TEST(Table, WithoutABaselineSaysWhyThereIsNoSpeedup)
{
    constexpr const char *note =
        "note: speedup/efficiency suppressed (baseline missing or errored)\n";
    Document broken = reference("bocpy-chain-ring-null.json");
    broken.points[0].error = PointError{.message = "died"};
    EXPECT_EQ(renderTable(broken),
              std::string(note)
                  + "workers | throughput | stdev\n"
                    "--------+------------+------\n"
                    "1       | ERROR      | -    \n"
                    "2       | 75083.0    | -    ");
}

TEST(Table, OfAnInterruptedSweepHasWhatWasMeasured)
{
    Document interrupted = reference("bocpy-chain-ring-null.json");
    interrupted.metadata.interrupted = true;
    interrupted.sweep.values = {1, 2, 4};
    interrupted.points[1].error = PointError{.message = "interrupted"};
    interrupted.points[1].inputs["repeats"] = 3;
    EXPECT_EQ(renderTable(interrupted),
              "note: interrupted with 1 of 3 points complete\n"
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 45332.0    | -     | 1.00x   | 100%      \n"
              "2       | 75083.0    | -     | 1.66x   | 83%       \n"
              "note: speedup and efficiency are relative to 1 worker");
    EXPECT_EQ(errorLines(interrupted), "2: interrupted after 1 of 3 repeats\n");
    EXPECT_TRUE(renderStatisticsTable(interrupted)
                    .starts_with("note: interrupted with 1 of 3 points complete\n"));

    interrupted.points.erase(interrupted.points.begin()); // two workers came first
    EXPECT_TRUE(renderTable(interrupted)
                    .starts_with("note: interrupted with 0 of 3 points complete\n"
                                 "note: speedup/efficiency suppressed (baseline missing"));
}

// However many workers it has, the first point is what each worker of another is compared with.
TEST(Table, HasOneBaseForSpeedupAndEfficiency)
{
    Document document;
    document.sweep.axis = "workers";
    document.sweep.values = {2, 4};
    document.points = {pointWith({{"workers", 2}}, 100), pointWith({{"workers", 4}}, 150)};
    EXPECT_EQ(renderTable(document),
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "2       | 100.0      | -     | 1.00x   | 100%      \n"
              "4       | 150.0      | -     | 1.50x   | 75%       \n"
              "note: speedup and efficiency are relative to 2 workers");
}

TEST(Table, KeepsAFailedPointBehindTheFirstInItsRow)
{
    Document document = reference("bocpy-chain-ring-null.json");
    document.points[1].error = PointError{.message = "died"};
    EXPECT_EQ(renderTable(document),
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "1       | 45332.0    | -     | 1.00x   | 100%      \n"
              "2       | ERROR      | -     | -       | -         \n"
              "note: speedup and efficiency are relative to 1 worker");
}

TEST(Table, LabelsEveryAxis)
{
    Document document;
    document.points.push_back(
        pointWith({{"iters", 250}, {"group_size", 4}, {"payload_rows", 8}, {"payload_cols", 16}},
                  1234567.25, 0.5));
    document.sweep.axis = "iters";
    EXPECT_EQ(renderTable(document),
              "iters | throughput | stdev\n"
              "------+------------+------\n"
              "250   | 1234567.2  | 0.5  ");
    document.sweep.axis = "group-size";
    EXPECT_EQ(renderTable(document),
              "group-size | throughput | stdev\n"
              "-----------+------------+------\n"
              "4          | 1234567.2  | 0.5  ");
    document.sweep.axis = "payload";
    EXPECT_EQ(renderTable(document),
              "payload | throughput | stdev\n"
              "--------+------------+------\n"
              "8x16    | 1234567.2  | 0.5  ");
    document.sweep.axis = "workers"; // not among the inputs
    EXPECT_EQ(renderTable(document),
              "workers | throughput | stdev | speedup | efficiency\n"
              "--------+------------+-------+---------+-----------\n"
              "None    | 1234567.2  | 0.5   | 1.00x   | -         \n"
              "note: speedup and efficiency are relative to the first point");
}

TEST(Table, WithoutAnAxisSaysWhatDiffers)
{
    Document document;
    document.points = {pointWith({{"workers", 1}, {"duration", 2}}, 5),
                       pointWith({{"workers", 3}, {"duration", 1}}, 7)};
    document.points.back().error = PointError{.message = "no room"};
    EXPECT_EQ(renderTable(document),
              "point     | throughput | stdev\n"
              "----------+------------+------\n"
              "workers 1 | 5.0        | -    \n"
              "workers 3 | ERROR      | -    ");
    EXPECT_EQ(errorLines(document), "workers 3: no room\n");
    EXPECT_TRUE(renderStatisticsTable(document).starts_with("point     | median"))
        << renderStatisticsTable(document);
}

TEST(Table, OfNoPointsIsItsHeader)
{
    EXPECT_EQ(renderTable(Document()),
              "none | throughput | stdev\n"
              "-----+------------+------");
}

TEST(Table, OfAnAxisOfItsOwnHasTheInput)
{
    Document document;
    document.points.push_back(pointWith({{"band_height", 40}}, 5));
    document.sweep.axis = "band-height";
    EXPECT_EQ(renderTable(document),
              "band-height | throughput | stdev\n"
              "------------+------------+------\n"
              "40          | 5.0        | -    ");
}

TEST(Table, OfErrorsHasALineForEach)
{
    Document document = reference("bocpy-chain-ring-null.json");
    EXPECT_EQ(errorLines(document), "");
    document.points[1].error = PointError{.message = "died\nof it"};
    EXPECT_EQ(errorLines(document), "2: died of it\n");
    document.points[0].error = PointError{.message = "too"};
    EXPECT_EQ(errorLines(document), "1: too\n2: died of it\n");
}

TEST(Table, OfStatisticsHasWhatThePointsSay)
{
    Document document;
    document.sweep.axis = "workers";
    Point known = pointWith({{"workers", 1}}, 5);
    known.repeats.resize(12);
    known.throughputMedian = 1234567.25;
    known.throughputMad = 3;
    known.throughputMin = 1200000;
    known.throughputMax = 1300000;
    known.throughputCi95 = {1234000, 1235000.5};
    Point failed = pointWith({{"workers", 2}}, {});
    failed.error = PointError{.message = "died"};
    Point few = pointWith({{"workers", 3}}, 5); // as older versions wrote it
    few.repeats.resize(3);
    few.throughputMedian = 5;
    few.throughputCi95 = {4, 6};
    Point single = pointWith({{"workers", 4}}, 5);
    single.repeats.resize(1);
    single.throughputMedian = 5;
    document.points = {known, failed, few, single};
    EXPECT_EQ(
        renderStatisticsTable(document),
        "workers | median    | MAD | min       | max       | 95 % interval of mean  | repeats\n"
        "--------+-----------+-----+-----------+-----------+------------------------+--------\n"
        "1       | 1234567.2 | 3.0 | 1200000.0 | 1300000.0 | 1234000.0 to 1235000.5 | 12     \n"
        "2       | ERROR     | -   | -         | -         | -                      | 0      \n"
        "3       | 5.0       | -   | -         | -         | -                      | 3      \n"
        "4       | 5.0       | -   | -         | -         | -                      | 1      ");
}

// A file can hold what a terminal would obey.
TEST(Table, PrintsNoControlCharacters)
{
    Document document;
    document.sweep.axis = "kernel";
    document.points.push_back(pointWith({{"kernel", "\x1b[2Jred\x7f\u009b31m\nnext"}}, 1000.0));
    const std::string text = renderTable(document);
    EXPECT_NE(text.find(" [2Jred   31m next | 1000.0"), std::string::npos) << text;
}

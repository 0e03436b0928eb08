// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/csv.h"
#include "lab/results/result_file.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

constexpr const char *header =
    "workload,axis,value,point,repeat_index,throughput,elapsed_s,completed,error\r\n";

void addRepeat(Point &point, std::uint32_t index, double throughput, double seconds,
               std::optional<std::uint64_t> completed = {})
{
    Repeat &repeat = point.repeats.emplace_back();
    repeat.repeatIndex = index;
    repeat.throughput = throughput;
    repeat.elapsedSeconds = seconds;
    repeat.completedBehaviors = completed;
}

} // namespace

TEST(Csv, OfNoPointsIsItsHeader)
{
    EXPECT_EQ(toCsv(Document()), header);
}

TEST(Csv, OfTheReferencesFilesHasAllDigits)
{
    const std::string data = COWNSCOPE_LAB_DATA;
    EXPECT_TRUE(toCsv(readResultFile(data + "/bocpy-chain-ring-null.json"))
                    .starts_with(header
                                 + std::string(",workers,1,0,0,45331.96650808928,3.001833154,"
                                               "136079,\r\n,workers,2,1,0,")));
    EXPECT_TRUE(toCsv(readResultFile(data + "/bocpy-fanout.json"))
                    .starts_with(header + std::string(",none,,0,0,56761.360390739,")));
}

TEST(Csv, HasARowForEachRepeatAndForAnErrorWithoutAny)
{
    Document document;
    document.sweep.axis = "payload";
    Point &done = document.points.emplace_back();
    done.inputs = {{"workload", "chain-ring"}, {"payload_rows", 8}, {"payload_cols", 16}};
    addRepeat(done, 0, 24, 0.5, 12);
    addRepeat(done, 1, 0.1, 1e-3);
    Point &failed = document.points.emplace_back();
    failed.inputs = {{"workload", "chain-ring"}, {"payload_rows", 9}, {"payload_cols", 16}};
    failed.error = PointError{.message = "died"};
    EXPECT_EQ(toCsv(document),
              std::string(header)
                  + "chain-ring,payload,8x16,0,0,24,0.5,12,\r\n"
                    "chain-ring,payload,8x16,0,1,0.1,0.001,,\r\n"
                    "chain-ring,payload,9x16,1,,,,,died\r\n");
}

TEST(Csv, QuotesWhatWouldBeReadAsMore)
{
    Document document;
    Point &point = document.points.emplace_back();
    point.inputs["workload"] = "a,b";
    point.error = PointError{.message = "said \"no\"\nand left"};
    EXPECT_EQ(toCsv(document),
              std::string(header) + "\"a,b\",none,,0,,,,,\"said \"\"no\"\"\nand left\"\r\n");
}

TEST(Csv, KeepsTheRepeatsOfAnInterruptedPoint)
{
    Document document;
    Point &point = document.points.emplace_back();
    addRepeat(point, 4, 3, 2);
    point.error = PointError{.message = "interrupted"};
    EXPECT_EQ(toCsv(document), std::string(header) + ",none,,0,4,3,2,,interrupted\r\n");
}

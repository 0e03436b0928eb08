// SPDX-License-Identifier: GPL-3.0-or-later
// What the driver makes of samples.
#include "benchmarks/driver/child.h"
#include "benchmarks/driver/quantity.h"
#include "benchmarks/driver/report.h"
#include "support/program.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

using namespace cownscope::benchmark;
using namespace std::chrono_literals;

namespace {

Round roundOf(double our, double its)
{
    return {.order = {ours, "peer"}, .samples = {{ours, {{"", our}}}, {"peer", {{"", its}}}}};
}

Measurement pairsOf(std::vector<Round> rounds, double target)
{
    const Peer peer{.name = "peer", .row = "row", .ratio = target};
    return {.entry = {.row = "row", .peers = {peer}}, .peers = {peer}, .rounds = std::move(rounds)};
}

Line onlyLineOf(const Measurement &measurement)
{
    const std::vector<Line> lines = linesOf(measurement);
    return lines.size() == 1 ? lines.front()
                             : Line{.row = "not one line", .figure = {}, .unit = {}};
}

} // namespace

TEST(BenchmarkRatio, MedianIsInTheMiddle)
{
    EXPECT_EQ(median({3, 1, 2}), 2);
    EXPECT_EQ(median({4, 1, 3, 2}), 2.5);
    EXPECT_EQ(median({7}), 7);
}

TEST(BenchmarkRatio, IntervalHoldsTheMedianAndStaysWithinTheValues)
{
    const Spread spread = spreadOf({1.0, 1.1, 1.2, 1.3, 5.0});
    EXPECT_EQ(spread.median, 1.2);
    EXPECT_EQ(spread.min, 1.0);
    EXPECT_EQ(spread.max, 5.0);
    EXPECT_LE(spread.min, spread.low);
    EXPECT_LT(spread.low, spread.median);
    EXPECT_LT(spread.median, spread.high);
    EXPECT_LE(spread.high, spread.max);
}

TEST(BenchmarkRatio, IntervalIsThatOfMostMedians)
{
    // Of nine different values the smallest is the median of 0.15 % of all drawings, and it or the
    // second of 3.1 %: 2.5 % are passed at the second.
    const Spread spread = spreadOf({1, 2, 3, 4, 5, 6, 7, 8, 9});
    EXPECT_EQ(spread.low, 2);
    EXPECT_EQ(spread.high, 8);
}

TEST(BenchmarkRatio, IntervalNarrowsWithMoreValues)
{
    std::vector<double> few;
    std::vector<double> many;
    for (int i = 0; i < 100; ++i) {
        many.push_back(i % 10);
        if (i < 10)
            few.push_back(i % 10);
    }
    const Spread wide = spreadOf(few);
    const Spread narrow = spreadOf(many);
    EXPECT_LT(narrow.high - narrow.low, wide.high - wide.low);
}

TEST(BenchmarkReport, RatiosAreThoseOfPairs)
{
    // The medians are 2 and 4, but in every pair ours is twice as much.
    const Line line = onlyLineOf(pairsOf({roundOf(2, 1), roundOf(1, 0.5), roundOf(20, 10)}, 1.5));
    ASSERT_TRUE(line.ratio);
    EXPECT_EQ(line.ratio->median, 2);
    EXPECT_EQ(line.ratio->min, 2);
    EXPECT_EQ(line.ratio->max, 2);
    EXPECT_EQ(line.ours, 2);
    EXPECT_EQ(line.peersMedian, 1);
    EXPECT_EQ(line.met, true);
}

TEST(BenchmarkReport, SaysWhenATargetIsNotMet)
{
    const Line line = onlyLineOf(pairsOf({roundOf(3, 2)}, 1.6));
    EXPECT_EQ(line.met, false);
    EXPECT_NE(tableOf({line}).find("NOT MET"), std::string::npos);
    EXPECT_EQ(onlyLineOf(pairsOf({roundOf(3, 2)}, 1.5)).met, true);
    EXPECT_EQ(onlyLineOf(pairsOf({roundOf(9, 1), roundOf(1, 1), roundOf(1, 1)}, 2)).met, false);
    EXPECT_EQ(onlyLineOf(pairsOf({roundOf(9, 1), roundOf(9, 1), roundOf(1, 1)}, 2)).met, true);
}

TEST(BenchmarkReport, NamesThePeerThatShouldHaveBeenThere)
{
    Measurement measurement = pairsOf({{.order = {ours}, .samples = {{ours, {{"", 1}}}}}}, 1.5);
    measurement.peers.clear();
    const Line line = onlyLineOf(measurement);
    EXPECT_EQ(line.peer, "peer");
    EXPECT_FALSE(line.met);
    EXPECT_NE(tableOf({line}).find("peer not run"), std::string::npos);
}

TEST(BenchmarkReport, HoldsFiguresAgainstTheirLimits)
{
    const Entry entry{.row = "row",
                      .figures = {{"p50", "µs", 10}, {"p99", "µs", 50}, {"max", "µs"}}};
    const Sample sample{{"p50", 10}, {"p99", 51}, {"max", 99}};
    const std::vector<Line> lines =
        linesOf({.entry = entry, .rounds = {{.order = {ours}, .samples = {{ours, sample}}}}});
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0].met, true);
    EXPECT_EQ(lines[1].met, false);
    EXPECT_FALSE(lines[2].met);
}

TEST(BenchmarkReport, QuantitiesAreReadable)
{
    EXPECT_EQ(quantity(12'345'678, "/s"), "12.35 M/s");
    EXPECT_EQ(quantity(250.04, "/s"), "250.0/s");
    EXPECT_EQ(quantity(1.5, "µs"), "1.500 µs");
    EXPECT_EQ(quantity(0, "ms"), "0 ms");
}

TEST(BenchmarkSample, TextGoesThereAndBack)
{
    const std::string text = "p50 1.5\nhook p99 20\n7\n";
    EXPECT_EQ(textOf(sampleOf(text)), text);
    EXPECT_EQ(sampleOf(text)[1].name, "hook p99");
    EXPECT_THROW(sampleOf(""), std::runtime_error);
    EXPECT_THROW(sampleOf("many"), std::runtime_error);
}

TEST(BenchmarkChild, BringsOutputErrorsAndCode)
{
    const ChildResult result = runChild({"sh", "-c", "echo out; echo err >&2; exit 3"}, 60s);
    EXPECT_EQ(result.exitCode, 3);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
    EXPECT_FALSE(result.late);
}

TEST(BenchmarkChild, IsEndedWithAllThatItStartedWhenItTakesTooLong)
{
    const ChildResult result = runChild({"sh", "-c", "sleep 1000 & echo $!; wait"}, 1s);
    EXPECT_TRUE(result.late);
    EXPECT_NE(result.exitCode, 0);
    const pid_t grandchild = std::stoi(result.output);
    EXPECT_TRUE(cownscope::test::isGoneSoon(grandchild));
}

TEST(BenchmarkChild, ThatCannotBeStartedIsAnError)
{
    EXPECT_THROW(runChild({"there-is-no-such-program"}, 60s), std::system_error);
}

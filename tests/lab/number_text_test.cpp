// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/number_text.h"
#include "lab/comparison/comparison_table.h"
#include "lab/comparison/gate.h"
#include "lab/experiments/axis.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/machine/cpu_time.h"
#include "lab/machine/machine.h"
#include "lab/results/csv.h"
#include "lab/results/json_text.h"
#include "lab/results/result_json.h"
#include "lab/results/statistics_table.h"
#include "lab/results/table.h"
#include "lab/statistics/summary.h"
#include "lab/sweep/plan.h"
#include "lab/sweep/quietness.h"
#include "support/comma_locale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <limits>
#include <sstream>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

Document uneven(double factor)
{
    Document document;
    document.sweep.axis = "workers";
    document.sweep.values = {1, 2};
    for (const int workers : {1, 2}) {
        Point &point = document.points.emplace_back();
        point.inputs = {{"workers", workers}, {"duration", 0.25}, {"factor", factor}};
        for (const double throughput : {1000.5, 1300.25, 900.125, 1100.0625, 1200.75}) {
            Repeat &repeat = point.repeats.emplace_back();
            repeat.throughput = throughput * factor * workers;
            repeat.elapsedSeconds = 0.0125;
            repeat.more["machine_load"] = {{"others_s", 0.5}};
        }
        summarizeRepeats(point);
    }
    return document;
}

std::string refusal(const Experiment &experiment)
{
    return validate(experiment).reason();
}

// Everything that people or programs read and that has a number in it.
const std::pair<const char *, std::function<std::string()>> texts[] = {
    {"table", [] { return renderTable(uneven(1)); }},
    {"statistics", [] { return renderStatisticsTable(uneven(1)); }},
    {"comparison", [] { return renderComparison(compare(uneven(1), uneven(1.37))); }},
    {"gate", [] { return gateFailures(compare(uneven(3.5), uneven(1)), 2.5).at(0); }},
    {"csv", [] { return toCsv(uneven(1.1)); }},
    {"json", [] { return toText(uneven(1.1)); }},
    {"read",
     [] {
         return toText(documentFromText(toText(uneven(1.1)))) + parseJson("[0.5, 1e-3]").dump();
     }},
    {"noise",
     [] {
         std::string all;
         for (const std::string &sentence : noiseOf(uneven(1)))
             all += sentence + '\n';
         return all;
     }},
    {"warnings",
     [] {
         SweepPlan plan{
             .base = Experiment(chainRingWorkload()), .axis = "workers", .values = {1, 2000}};
         plan.base.durationSeconds = 0.25;
         std::string all;
         for (const std::string &sentence : warningsAbout(plan, plannedPoints(plan)))
             all += sentence + '\n';
         return all;
     }},
    {"axis",
     [] {
         const Workload &boids = boidsWorkload();
         std::string all;
         for (const Json &value : parseSweepValues(boids, "visual-range", "0.5, 12.25"))
             all += axisValueText(value) + ' ';
         return all + axesOf(boids)[1]->expected();
     }},
    {"boids",
     [] {
         Experiment boids(boidsWorkload());
         auto &boidsOptions = boids.options.as<BoidsOptions>();
         boidsOptions.parameters.visualRange = -0.5f;
         return refusal(boids);
     }},
    {"many boids",
     [] {
         Experiment boids(boidsWorkload());
         auto &boidsOptions = boids.options.as<BoidsOptions>();
         boidsOptions.boids = 1'000'000'000;
         return refusal(boids);
     }},
    {"rings",
     [] {
         Experiment rings(chainRingWorkload());
         auto &ringsOptions = rings.options.as<ChainRingOptions>();
         ringsOptions.payloadRows = ringsOptions.payloadCols = 100'000;
         return refusal(derived(Experiment(rings)));
     }},
};

} // namespace

TEST(NumberText, WritesAsPrintfDoesWithoutALocale)
{
    const auto printed = [](const char *format, int precision, double value) {
        std::string text(64, '\0');
        text.resize(static_cast<std::size_t>(
            std::snprintf(text.data(), text.size(), format, precision, value)));
        return text;
    };
    for (const double value : {0.0, -0.0, 0.05, 1.0, -12.345, 2.5, 1e6, 123456789.125, 9.99e14}) {
        for (const int digits : {0, 1, 3, 6}) {
            EXPECT_EQ(fixedText(value, digits), printed("%.*f", digits, value));
            EXPECT_EQ(roundedText(value, digits), printed("%.*g", digits, value));
        }
    }
    EXPECT_EQ(numberText(0.25), "0.25");
    EXPECT_EQ(numberText(1234567), "1234567");
    EXPECT_EQ(exactText(0.1), "0.1");
    EXPECT_EQ(exactText(0.05f), "0.05");
}

TEST(NumberText, OfAHugeNumberHasNoHundredsOfDigits)
{
    EXPECT_EQ(fixedText(1e308, 1), "1e+308");
    EXPECT_EQ(fixedText(-1e15, 1), "-1e+15");
    EXPECT_EQ(fixedText(1e15 - 1, 1), "999999999999999.0");
    EXPECT_EQ(fixedText(std::numeric_limits<double>::infinity(), 1), "inf");
}

TEST(NumberText, ReadsWholeTextsOnly)
{
    EXPECT_EQ(numberFrom<double>("0.5"), 0.5);
    EXPECT_EQ(numberFrom<unsigned>("17"), 17u);
    for (const char *text : {"", "0,5", "0.5 ", " 1", "one", "1e999"})
        EXPECT_FALSE(numberFrom<double>(text)) << text;
    EXPECT_FALSE(numberFrom<unsigned>("-1"));
    EXPECT_FALSE(numberFrom<unsigned>("4294967296"));
}

TEST(Locale, ReachesNoText)
{
    std::vector<std::string> before;
    for (const auto &[name, text] : texts)
        before.push_back(text());
    const test::CommaLocale commas;
    std::ostringstream stream;
    stream << 1234.5;
    ASSERT_EQ(stream.str(), "1.234,5") << "the locale is not set";
    if (commas.inC()) {
        ASSERT_EQ(std::to_string(0.5).substr(0, 3), "0,5");
    }
    for (std::size_t i = 0; i < std::size(texts); ++i)
        EXPECT_EQ(texts[i].second(), before[i]) << texts[i].first;
    EXPECT_EQ(numberFrom<double>("0.5"), 0.5);
    EXPECT_TRUE(readCpuTimes());
    EXPECT_TRUE(describeMachine()["load_average"].is_number());
}

// std::to_string of a double follows the locale. Where it is used, the library has this function.
TEST(Locale, IsNotFollowedByTheLibraries)
{
    if (!std::filesystem::exists("/usr/bin/nm"))
        GTEST_SKIP() << "needs nm";
    const auto symbols =
        test::runProgram("/bin/sh", {"-c", "exec /usr/bin/nm " COWNSCOPE_LIBRARIES});
    ASSERT_NE(symbols.output.find("numberCell"), std::string::npos) << symbols.errors;
    EXPECT_EQ(symbols.output.find("__to_xstring"), std::string::npos);
}

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/transport/transport_csv.h"
#include "lab/transport/transport_file.h"

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

SweepResult someResult(bool isIsolated)
{
    SweepResult result;
    for (const Transport transport : {Transport::Pipe, Transport::Ring})
        result.rows.push_back(rowOf({.sizeMb = 8, .kind = Kind::Matrix, .transport = transport},
                                    {.itemsPerSecond = {10, 12.5, 1.0 / 3},
                                     .payloadBytes = 8 << 20,
                                     .cpuSeconds = 0.1,
                                     .peakBytes = 5 << 20},
                                    isIsolated));
    updateSpeedups(result.rows);
    return result;
}

std::string jsonOf(const SweepResult &result, bool isIsolated = false)
{
    SweepOptions options;
    options.isolate = isIsolated;
    return toJsonText(options, result, {});
}

TransportFile fromJson(const std::string &text)
{
    return transportFileFromJson(lab::parseJson(text));
}

} // namespace

TEST(TransportFile, CsvAndJsonOfARunHaveTheSameRows)
{
    for (const bool isIsolated : {false, true}) {
        const SweepResult result = someResult(isIsolated);
        std::vector<Row> json = fromJson(jsonOf(result, isIsolated)).rows;
        ASSERT_EQ(json.size(), 2u);
        EXPECT_EQ(json, result.rows);
        for (Row &row : json) { // not in a CSV file
            row.payloadBytes = 0;
            row.samples.clear();
        }
        EXPECT_EQ(transportFileFromCsv(toCsv(result.rows)).rows, json);
    }
}

TEST(TransportFile, IsWrittenAsItWasRead)
{
    lab::Json json = lab::parseJson(jsonOf(someResult(false)));
    json["note"] = "of another program";
    const TransportFile file = transportFileFromJson(json);
    EXPECT_EQ(lab::parseJson(toJsonText(file)), json);
    EXPECT_EQ(toCsv(file), toCsv(someResult(false).rows));
    try {
        toJsonText(transportFileFromCsv(toCsv(file)));
        FAIL();
    } catch (const lab::ResultError &error) {
        EXPECT_TRUE(std::string(error.what()).ends_with("write it as .csv")) << error.what();
    }
}

TEST(TransportFile, SaysWhatIsMissing)
{
    SweepResult result = someResult(false);
    EXPECT_FALSE(interruptionText(fromJson(jsonOf(result))));
    result.interrupted = true;
    result.skipped.push_back(
        {{.sizeMb = 2, .kind = Kind::Bytes, .transport = Transport::Ring}, "there is no memory"});
    const TransportFile file = fromJson(jsonOf(result));
    EXPECT_EQ(interruptionText(file), "interrupted with 2 of 36 measured");
    result.rows[1].interruption = "the run was stopped"; // after some of its passes
    EXPECT_EQ(interruptionText(fromJson(jsonOf(result))), "interrupted with 1 of 36 measured");
    ASSERT_EQ(file.skipped.size(), 1u);
    EXPECT_EQ(file.skipped[0].reason, "there is no memory");
    EXPECT_FALSE(interruptionText(transportFileFromCsv(toCsv(file))));
}

TEST(TransportFile, CsvIsToldFromJson)
{
    EXPECT_TRUE(looksLikeCsv(toCsv(std::vector<Row>{})));
    EXPECT_TRUE(looksLikeCsv("\xEF\xBB\xBFsize_mb,kind\r\n"));
    EXPECT_TRUE(looksLikeCsv("kind,transport\n"));
    EXPECT_TRUE(looksLikeCsv("size_mb;kind\n"));
    for (const char *text : {"", "\n", "{", " {\"a\": [1, 2]}", "[1, 2]", "hello\na, b\n"})
        EXPECT_FALSE(looksLikeCsv(text)) << text;
    EXPECT_FALSE(looksLikeCsv(jsonOf(someResult(false))));
}

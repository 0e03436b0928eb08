// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/read_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

Json reference(const std::string &name)
{
    return Json::parse(readFile(std::string(COWNSCOPE_LAB_DATA "/") + name, LargestResultFile));
}

std::string refusalOf(const Json &json)
{
    try {
        documentFromJson(json);
    } catch (const ResultError &error) {
        return error.what();
    }
    return "accepted";
}

// The reference's file with one place changed.
Json changed(const char *pointer, Json value)
{
    Json json = reference("bocpy-chain-ring-null.json");
    json[Json::json_pointer(pointer)] = std::move(value);
    return json;
}

} // namespace

TEST(ResultJson, ReadsTheReferencesFile)
{
    const Document document = documentFromJson(reference("bocpy-chain-ring-null.json"));
    EXPECT_EQ(document.metadata.hostname, "reference");
    EXPECT_EQ(document.metadata.physicalCpuCount, 2u);
    EXPECT_EQ(document.metadata.gitSha, "7ee0ca8eda04");
    EXPECT_EQ(document.metadata.finishedAt, "2026-11-20T23:53:12");
    EXPECT_EQ(document.metadata.argv.size(), 10u);
    EXPECT_EQ(document.metadata.more["python_version"], "3.13.0");
    EXPECT_EQ(document.sweep.axis, "workers");
    EXPECT_EQ(document.sweep.values, (std::vector<Json>{1, 2}));
    EXPECT_EQ(document.sweep.fixed["iters"], 2000);
    ASSERT_EQ(document.points.size(), 2u);
    const Point &point = document.points[0];
    EXPECT_EQ(point.inputs["rings"], 4);
    EXPECT_EQ(point.throughputMean, 45331.96650808928);
    EXPECT_FALSE(point.throughputStdev);
    EXPECT_FALSE(point.error);
    ASSERT_EQ(point.repeats.size(), 1u);
    const Repeat &repeat = point.repeats[0];
    EXPECT_EQ(repeat.completedBehaviors, 136079u);
    EXPECT_EQ(repeat.elapsedSeconds, 3.001833154);
    EXPECT_EQ(repeat.wallClockNsStart, 1795218785684931293);
    ASSERT_TRUE(repeat.schedulerStats);
    EXPECT_EQ((*repeat.schedulerStats)[0]["popped_local"], 122607);
    EXPECT_EQ(repeat.more["pinned_dispatches"], 0);
}

TEST(ResultJson, GivesBackWhatItRead)
{
    for (const char *name :
         {"bocpy-chain-ring-null.json", "bocpy-chain-ring-full.json", "bocpy-fanout.json"}) {
        const Json json = reference(name);
        const Json back = toJson(documentFromJson(json));
        // Except for the order, since unknown names are written after the known ones.
        EXPECT_EQ(nlohmann::json(back), nlohmann::json(json)) << name;
    }
}

TEST(ResultJson, KeepsUnknownNamesAtEveryLevel)
{
    Json json = reference("bocpy-chain-ring-null.json");
    for (const char *place : {"/new", "/metadata/new", "/sweep/new", "/points/0/new",
                              "/points/0/repeats/0/new", "/points/0/inputs/new"})
        json[Json::json_pointer(place)] = Json{{"deep", {1, 2.5, nullptr}}};
    json["points"][0]["error"] = {{"message", "m"}, {"stderr_tail", "t"}, {"new", true}};
    EXPECT_EQ(nlohmann::json(toJson(documentFromJson(json))), nlohmann::json(json));
}

TEST(ResultJson, WritesTheNamesInTheReferencesOrder)
{
    Document document;
    document.points.emplace_back().repeats.emplace_back().completedBehaviors = 5;
    const Json json = toJson(document);
    const auto names = [](const Json &object) {
        std::string all;
        for (const auto &[name, value] : object.items())
            all += name + ' ';
        return all;
    };
    EXPECT_EQ(names(json), "schema_version metadata sweep points ");
    EXPECT_EQ(names(json["sweep"]), "axis values fixed ");
    EXPECT_EQ(names(json["points"][0]),
              "inputs repeats throughput_mean throughput_stdev throughput_min throughput_max "
              "error ");
    EXPECT_EQ(names(json["points"][0]["repeats"][0]),
              "repeat_index completed_behaviors elapsed_s throughput wall_clock_ns_start ");
    EXPECT_EQ(names(json["metadata"]),
              "hostname platform cpu_count git_sha started_at finished_at argv interrupted ");
    EXPECT_TRUE(json["metadata"]["finished_at"].is_null());
    EXPECT_TRUE(json["points"][0]["throughput_stdev"].is_null());
    EXPECT_TRUE(json["points"][0]["error"].is_null());
}

TEST(ResultJson, WritesTheAdditionsOfAPointOnlyIfKnown)
{
    Document document;
    Point &point = document.points.emplace_back();
    point.throughputMedian = 2.5;
    point.throughputMad = 0.5;
    point.throughputCi95 = {2, 3};
    const Json json = toJson(document);
    EXPECT_EQ(json["points"][0]["throughput_median"], 2.5);
    EXPECT_EQ(json["points"][0]["throughput_mad"], 0.5);
    EXPECT_EQ(json["points"][0]["throughput_ci95"], Json({2.0, 3.0}));
    EXPECT_EQ(documentFromJson(json).points[0].throughputCi95, point.throughputCi95);
    EXPECT_FALSE(toJson(documentFromJson(reference("bocpy-fanout.json")))["points"][0].contains(
        "throughput_median"));
}

TEST(ResultJson, TellsNullFromAMissingName)
{
    Document document;
    auto &repeat = document.points.emplace_back().repeats.emplace_back();
    repeat.schedulerStats.emplace(nullptr);
    const Json json = toJson(document)["points"][0]["repeats"][0];
    ASSERT_TRUE(json.contains("scheduler_stats"));
    EXPECT_TRUE(json["scheduler_stats"].is_null());
    EXPECT_FALSE(json.contains("queue_stats"));
}

TEST(ResultJson, RefusesWithTheNameOfTheField)
{
    EXPECT_EQ(refusalOf(Json::array()), "this is not a result file: it has no schema_version");
    EXPECT_EQ(refusalOf(Json{{"points", 1}}),
              "this is not a result file: it has no schema_version");
    EXPECT_EQ(refusalOf(changed("/schema_version", 2)), "schema_version must be 1, but is 2");
    EXPECT_EQ(refusalOf(changed("/schema_version", "1")), "schema_version must be 1, but is \"1\"");
    EXPECT_EQ(refusalOf(changed("/sweep/axis", 3)), "sweep.axis must be a string");
    EXPECT_EQ(refusalOf(changed("/points", 3)), "points must be an array");
    EXPECT_EQ(refusalOf(changed("/points/1", 3)), "points[1] must be a JSON object");
    EXPECT_EQ(refusalOf(changed("/points/0/repeats/0/elapsed_s", "long")),
              "points[0].repeats[0].elapsed_s must be a number");
    EXPECT_EQ(refusalOf(changed("/points/0/repeats/0/completed_behaviors", -1)),
              "points[0].repeats[0].completed_behaviors must be a whole number, 0 or more");
    EXPECT_EQ(refusalOf(changed("/points/0/repeats/0/completed_behaviors", 1.5)),
              "points[0].repeats[0].completed_behaviors must be a whole number, 0 or more");
    EXPECT_EQ(refusalOf(changed("/points/0/throughput_mad", "small")),
              "points[0].throughput_mad must be a number");
    for (const Json &wrong : {Json(5), Json::array({1}), Json::array({1, 2, 3}), Json::object()}) {
        EXPECT_EQ(refusalOf(changed("/points/0/throughput_ci95", wrong)),
                  "points[0].throughput_ci95 must be an array of 2");
    }
    EXPECT_EQ(refusalOf(changed("/points/0/throughput_ci95", Json::array({1, nullptr}))),
              "points[0].throughput_ci95[1] must be a number");
    EXPECT_EQ(refusalOf(changed("/metadata/interrupted", 0)),
              "metadata.interrupted must be true or false");
    EXPECT_EQ(refusalOf(changed("/metadata/argv/0", 0)), "metadata.argv[0] must be a string");
    EXPECT_EQ(refusalOf(changed("/metadata/cpu_count", 5000000000)),
              "metadata.cpu_count must be a whole number, 0 or more");

    Json json = reference("bocpy-chain-ring-null.json");
    json["points"][0].erase("inputs");
    EXPECT_EQ(refusalOf(json), "points[0].inputs is missing");
}

TEST(ResultJson, DoesWithoutWhatAReaderNeedNotKnow)
{
    Json json = reference("bocpy-chain-ring-null.json");
    json["metadata"] = Json::object();
    EXPECT_EQ(refusalOf(json), "accepted");
}

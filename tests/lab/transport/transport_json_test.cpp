// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/results/json_text.h"
#include "lab/results/result_error.h"
#include "lab/transport/transport_json.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::lab::transport;
using lab::Json;

namespace {

SweepOptions someOptions()
{
    SweepOptions options;
    options.sizesMb = {2, 7};
    options.kinds = {Kind::Tensor, Kind::Bytes};
    options.transports = {Transport::Pool, Transport::Pipe};
    options.common = {
        .numItems = 17, .bufferSize = 5, .runs = 4, .durationSeconds = 0.5, .prefilled = true};
    options.gapSeconds = 0.25;
    options.isolate = true;
    options.pictureWidth = 64;
    options.pictureHeight = 48;
    return options;
}

SweepResult someResult()
{
    SweepResult result;
    for (const Transport transport : {Transport::Pipe, Transport::Pool})
        result.rows.push_back(
            rowOf({.sizeMb = 7, .kind = Kind::Tensor, .transport = transport},
                  {.itemsPerSecond = {10, transport == Transport::Pool ? 31.25 : 12.5},
                   .payloadBytes = 7 << 20,
                   .cpuSeconds = 0.1,
                   .peakBytes = 5 << 20},
                  true));
    updateSpeedups(result.rows);
    result.rows[1].interruption = "the run was stopped";
    result.skipped.push_back(
        {{.sizeMb = 2, .kind = Kind::Bytes, .transport = Transport::Ring}, "there is no memory"});
    result.interrupted = true;
    return result;
}

Json someJson()
{
    lab::Metadata metadata;
    metadata.hostname = "here";
    metadata.argv = {"cownbench", "transport"};
    return lab::parseJson(toJsonText(someOptions(), someResult(), metadata));
}

std::string problemOf(const Json &json)
{
    try {
        transportResultFromJson(json);
        return "none";
    } catch (const lab::ResultError &error) {
        return error.what();
    }
}

// The problem after the value at this place was replaced, or removed with a null.
std::string problemWith(const std::string &pointer, const Json &value)
{
    Json json = someJson();
    const Json::json_pointer place(pointer);
    if (value.is_null())
        json[place.parent_pointer()].erase(place.back());
    else
        json[place] = value;
    return problemOf(json);
}

} // namespace

TEST(TransportJson, IsReadAsItWasWritten)
{
    const Json json = someJson();
    EXPECT_TRUE(isTransportResult(json));
    const TransportResult read = transportResultFromJson(json);
    EXPECT_EQ(read.rows, someResult().rows);
    EXPECT_TRUE(read.interrupted);
    ASSERT_EQ(read.skipped.size(), 1u);
    EXPECT_EQ(read.skipped[0].configuration.transport, Transport::Ring);
    EXPECT_EQ(read.skipped[0].configuration.sizeMb, 2u);
    EXPECT_EQ(read.skipped[0].reason, "there is no memory");
    EXPECT_EQ(read.options.kinds, someOptions().kinds);
    EXPECT_EQ(read.options.transports, someOptions().transports);
    EXPECT_EQ(read.options.pictureHeight, 48u);
    EXPECT_EQ(read.metadata.hostname, "here");
    EXPECT_EQ(lab::parseJson(toJsonText(read.options, read, read.metadata)), json);
}

TEST(TransportJson, MarksRowsThatLackPasses)
{
    const Json rows = someJson()["rows"];
    EXPECT_TRUE(rows[0].at("interruption").is_null());
    EXPECT_EQ(rows[1].at("interruption"), "the run was stopped");
    Json older = someJson();
    older["rows"][0].erase("interruption");
    EXPECT_EQ(transportResultFromJson(older).rows[0].interruption, "");
}

TEST(TransportJson, UnmeasuredMemoryAndTimeAreZero)
{
    SweepOptions options = someOptions();
    options.isolate = false;
    const TransportResult read =
        transportResultFromJson(lab::parseJson(toJsonText(options, someResult(), {})));
    EXPECT_EQ(read.rows.at(0).peakRssMb, 0);
    EXPECT_EQ(read.rows.at(0).cpuSeconds, 0);
}

TEST(TransportJson, NamesTheWrongField)
{
    EXPECT_EQ(problemWith("/rows/1/kind", "text"),
              "rows[1].kind must be bytes, matrix, tensor or packets, but is \"text\"");
    EXPECT_EQ(problemWith("/rows/1/transport", 3), "rows[1].transport must be a string");
    EXPECT_EQ(problemWith("/rows/0/size_mb", 0), "rows[0].size_mb must be 1 or more");
    EXPECT_EQ(problemWith("/rows/0/samples", nullptr), "rows[0].samples is missing");
    EXPECT_EQ(problemWith("/rows/0/samples/1", "x"), "rows[0].samples[1] must be a number");
    EXPECT_EQ(problemWith("/rows/0/mb_per_s", -1), "rows[0].mb_per_s must be 0 or more");
    EXPECT_EQ(problemWith("/rows/1/transport", "pipe"),
              "rows[1] has the size_mb, kind and transport of another row");
    EXPECT_EQ(problemWith("/rows/1", 5), "rows[1] must be a JSON object");
    EXPECT_EQ(problemWith("/skipped/0/reason", nullptr), "skipped[0].reason is missing");
    EXPECT_EQ(problemWith("/skipped/0/kind", "no"),
              "skipped[0].kind must be bytes, matrix, tensor or packets, but is \"no\"");
    EXPECT_EQ(problemWith("/transport/picture", Json{64}),
              "transport.picture must be an array of 2");
    EXPECT_EQ(problemWith("/transport/kinds/0", "no"),
              "transport.kinds must be bytes, matrix, tensor or packets, but is \"no\"");
    EXPECT_EQ(problemWith("/metadata", nullptr), "metadata is missing");
    EXPECT_EQ(problemWith("/schema_version", 2), "schema_version must be 1, but is 2");
    EXPECT_EQ(problemWith("/rows", nullptr),
              "this is not a result file of transports: it has no transport or no rows");
    EXPECT_FALSE(isTransportResult(Json{{"points", Json::array()}}));
}

TEST(TransportJson, NamesTheFile)
{
    const test::TemporaryFolder folder;
    const auto path = folder.path() / "r.json";
    const auto problem = [&path](const std::string &text) -> std::string {
        lab::writeFile(path, text);
        try {
            return std::to_string(readTransportJson(path).rows.size());
        } catch (const lab::ResultError &error) {
            return error.what();
        }
    };
    EXPECT_EQ(problem(someJson().dump()), "2");
    EXPECT_EQ(problem("{}"),
              path.string()
                  + ": this is not a result file of transports: it has no transport or no rows");
    EXPECT_TRUE(problem("{").starts_with(path.string() + ": "));
    EXPECT_THROW(readTransportJson(folder.path() / "none.json"), lab::ResultError);
}

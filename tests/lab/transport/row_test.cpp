// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/json_text.h"
#include "lab/transport/row.h"
#include "lab/transport/transport_json.h"
#include "lab/transport/transport_table.h"

#include <gtest/gtest.h>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

Row row(std::uint32_t sizeMb, Kind kind, Transport transport, double itemsPerSecond)
{
    const Configuration configuration{.sizeMb = sizeMb, .kind = kind, .transport = transport};
    return rowOf(configuration,
                 {.itemsPerSecond = {itemsPerSecond},
                  .payloadBytes = configuration.sizeBytes(),
                  .cpuSeconds = 1.5,
                  .peakBytes = 3 << 20},
                 true);
}

std::vector<Row> someRows()
{
    std::vector<Row> rows{row(2, Kind::Matrix, Transport::Pool, 3'000),
                          row(2, Kind::Bytes, Transport::Ring, 1'500),
                          row(2, Kind::Bytes, Transport::Pipe, 1'000)};
    updateSpeedups(rows);
    return rows;
}

} // namespace

TEST(TransportRow, SummarizesPasses)
{
    const Configuration configuration{.sizeMb = 8, .kind = Kind::Packets};
    const Measurement measurement{.itemsPerSecond = {90, 100, 110},
                                  .payloadBytes = 2'000'000,
                                  .cpuSeconds = 1.5,
                                  .peakBytes = 3 << 20};
    const Row isolated = rowOf(configuration, measurement, true);
    EXPECT_EQ(isolated.sizeMb, 8u);
    EXPECT_EQ(isolated.kind, Kind::Packets);
    EXPECT_DOUBLE_EQ(isolated.itemsPerSecond, 100);
    EXPECT_DOUBLE_EQ(isolated.mbPerSecond, 200);
    // 1.96 · 10 / √3 items per second.
    EXPECT_NEAR(isolated.mbPerSecondLow, 200 - 2 * 11.3161, 1e-3);
    EXPECT_NEAR(isolated.mbPerSecondHigh, 200 + 2 * 11.3161, 1e-3);
    EXPECT_EQ(isolated.peakRssMb, 3);
    EXPECT_EQ(isolated.cpuSeconds, 1.5);
    EXPECT_EQ(isolated.samples, measurement.itemsPerSecond);

    const Row shared = rowOf(configuration, measurement, false);
    EXPECT_EQ(shared.peakRssMb, 0);
    EXPECT_EQ(shared.cpuSeconds, 0);
}

TEST(TransportRow, OnePassHasNoInterval)
{
    const Row one = row(1, Kind::Bytes, Transport::Pipe, 5);
    EXPECT_EQ(one.mbPerSecondLow, one.mbPerSecond);
    EXPECT_EQ(one.mbPerSecondHigh, one.mbPerSecond);
}

TEST(TransportRow, SpeedupDoesNotDependOnTheOrder)
{
    const auto rows = someRows();
    EXPECT_DOUBLE_EQ(rows[0].speedup, 1); // there is no pipe to compare with
    EXPECT_DOUBLE_EQ(rows[1].speedup, 1.5);
    EXPECT_DOUBLE_EQ(rows[2].speedup, 1);
}

TEST(TransportTable, HasTransportsAsColumns)
{
    EXPECT_EQ(renderTable(someRows()),
              "kind   | size | pipe | ring         | pool\n"
              "-------+------+------+--------------+-----\n"
              "bytes  | 2M   | 2097 | 3146 (1.50x) | -   \n"
              "matrix | 2M   | -    | -            | 6291\n"
              "(MB/s; in parentheses the speedup over the pipe)");
}

TEST(TransportTable, HasALineForEachIsolatedRow)
{
    EXPECT_EQ(renderIsolatedTable(someRows()),
              "kind   | size | transport | recv MB/s | speedup | CPU s | peak MB\n"
              "-------+------+-----------+-----------+---------+-------+--------\n"
              "bytes  | 2M   | pipe      | 2097      | 1.00x   | 1.50  | 3      \n"
              "bytes  | 2M   | ring      | 3146      | 1.50x   | 1.50  | 3      \n"
              "matrix | 2M   | pool      | 6291      | -       | 1.50  | 3      \n"
              "(speedup over the pipe; CPU s and peak MB are of both processes together)");
}

TEST(TransportTable, NamesWhatLacksPasses)
{
    SweepResult result{.rows = someRows(), .skipped = {}, .interrupted = true};
    result.rows[1].interruption = "the sender\nhas ended";
    SweepOptions options;
    options.sizesMb = {2};
    const std::string text = renderResult(options, result);
    EXPECT_EQ(text,
              "interrupted with 2 of 12 measured\n" + renderTable(result.rows)
                  + "\nbytes 2M ring: interrupted after 1 of 3 passes: the sender has ended\n");
    options.isolate = true;
    EXPECT_NE(renderResult(options, result).find('\n' + renderIsolatedTable(result.rows) + '\n'),
              std::string::npos);
    options.common.durationSeconds = 1;
    EXPECT_TRUE(renderResult(options, result)
                    .ends_with("ring: interrupted after 1 pass: the sender has ended\n"));
    EXPECT_EQ(renderResult(options, {.rows = {}, .skipped = {}, .interrupted = true}),
              "interrupted with 0 of 12 measured\n");
}

TEST(TransportJson, HasEveryPass)
{
    SweepResult result{.rows = someRows(), .skipped = {}, .interrupted = true};
    result.skipped.push_back({Configuration{.sizeMb = 4}, "there is no \xFF memory"});
    SweepOptions options;
    options.isolate = true;
    const lab::Json json = lab::parseJson(toJsonText(options, result, {}));
    EXPECT_EQ(json["schema_version"], 1);
    EXPECT_EQ(json["metadata"]["interrupted"], true);
    EXPECT_EQ(json["transport"]["sizes_mb"], (lab::Json{2, 8, 32}));
    EXPECT_EQ(json["transport"]["kinds"][3], "packets");
    ASSERT_EQ(json["rows"].size(), 3u);
    EXPECT_EQ(json["rows"][1]["samples"], (lab::Json{1'500.0}));
    EXPECT_EQ(json["rows"][1]["transport"], "ring");
    EXPECT_EQ(json["rows"][1]["payload_bytes"], 2 << 20);
    EXPECT_EQ(json["rows"][1]["cpu_sec"], 1.5);
    EXPECT_EQ(json["skipped"][0]["kind"], "bytes");

    options.isolate = false;
    EXPECT_TRUE(lab::parseJson(toJsonText(options, result, {}))["rows"][1]["cpu_sec"].is_null());
}

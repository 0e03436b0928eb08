// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

// Keeps the order of names, so that a file is written back in the order in which it was read.
using Json = nlohmann::ordered_json;

// A result file, schema_version 1: where and how it was measured (metadata), what was varied
// (sweep), and the results for each value (points) and repetition (repeats).
//
// Names in the file are the snake_case forms of the members below. An empty optional is written as
// null if the schema always has the name, and left out if the name is an addition. Unknown names
// are kept in `more` and written back after the known ones.

inline constexpr int SchemaVersion = 1;

struct Repeat
{
    std::uint32_t repeatIndex = 0;
    std::optional<std::uint64_t>
        completedBehaviors;    // within the measured window; left out if empty
    double elapsedSeconds = 0; // "elapsed_s", length of the measured window
    double throughput = 0;     // per second; behaviors, or the workload's unit (boids: steps)
    std::int64_t wallClockNsStart = 0;  // start of the window, nanoseconds since 1970
    std::optional<Json> schedulerStats; // one object for each worker, see scheduler_statistics.h
    std::optional<Json> queueStats;     // one object for each queue outside the workers
    std::optional<Json> derived;        // metrics computed from schedulerStats
    Json more = Json::object();
};

struct PointError
{
    std::string message = {};
    std::string stderrTail = {};
    Json more = Json::object();
};

struct Point
{
    Json inputs = Json::object(); // the whole configuration, with derived sizes
    std::vector<Repeat> repeats;
    std::optional<double> throughputMean;
    std::optional<double> throughputStdev;
    std::optional<double> throughputMin;
    std::optional<double> throughputMax;
    std::optional<double> throughputMedian;              // left out if empty, like the next two
    std::optional<double> throughputMad;                 // median distance to the median
    std::optional<std::array<double, 2>> throughputCi95; // low and high, of the mean
    std::optional<PointError> error;
    Json more = Json::object();
};

struct Sweep
{
    std::string axis = "none";
    std::vector<Json> values = {Json()}; // one for each planned point; null for the axis "none"
    Json fixed = Json::object();         // the configuration before the axis is applied
    Json more = Json::object();
};

struct Metadata
{
    std::string hostname;
    std::string platform;
    std::uint32_t cpuCount = 0; // logical
    std::optional<std::uint32_t>
        physicalCpuCount; // left out if empty, as are all down to buildType
    std::optional<std::string> cpuModel;
    std::optional<std::vector<std::uint32_t>> cpuAffinity; // logical CPUs this process may use
    std::optional<std::string> program;
    std::optional<std::string> version;
    std::optional<std::string> compiler;
    std::optional<std::string> buildType;
    std::optional<std::string> gitSha; // null outside a repository
    std::string startedAt;             // local time, YYYY-MM-DDThh:mm:ss
    std::optional<std::string> finishedAt;
    std::vector<std::string> argv;
    bool interrupted = false;
    Json more = Json::object();
};

struct Document
{
    Metadata metadata;
    Sweep sweep;
    std::vector<Point> points;
    Json more = Json::object();
};

} // namespace cownscope::lab

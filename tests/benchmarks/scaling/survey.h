// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/external_peers.h"
#include "benchmarks/sample.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// A row of the table, for each number of workers.
struct ScalingRow
{
    std::string name;
    std::string figure = {}; // as its samples name it
    std::string unit = "/s";
    std::string program = "boc_bench";
    std::vector<std::string> words = {};    // what the program is told, without workers
    double perSecond = 0;                   // operations in a second of a sample; 0: by trial
    std::vector<std::string> inSample = {}; // figures of peers that its samples give as well
    std::vector<std::string> peerRows = {}; // rows of boc_bench with the same figure: name, row
    bool growsWithWorkers = true;           // throughput
};

// The rows, in the order of the table.
std::vector<ScalingRow> scalingRows();

struct SurveyPlan
{
    std::vector<ScalingRow> rows;
    std::vector<unsigned> workers;
    std::chrono::seconds budget{240};
    std::optional<unsigned> orders = {}; // how often each is measured, instead of the budget
    std::filesystem::path programs;      // the folder of boc_bench
    ExternalPeers peers = {};
};

// One process.
struct SurveySample
{
    std::string row;
    std::string contender; // "ours" or a peer
    unsigned workers;
    unsigned order; // 0: rows and workers forwards; 1: backwards; and so on, alternately
    std::uint64_t operations;
    Sample values;
};

struct Survey
{
    std::vector<SurveySample> samples;
    std::vector<std::string> failures; // a sentence each
    bool complete = true;              // the budget was enough, and nobody interrupted
};

// What the row shows of a sample, ours or a peer's.
double figureOf(const ScalingRow &row, const Sample &values);

// 1, 2, 4, … up to `most`, three quarters of it, and itself.
std::vector<unsigned> workersUpTo(unsigned most);

// Measures each row four times with each number of workers, twice forwards and twice backwards, and
// more often while the budget lasts. Says on stderr what it does.
Survey takeSurvey(const SurveyPlan &plan);

} // namespace cownscope::benchmark

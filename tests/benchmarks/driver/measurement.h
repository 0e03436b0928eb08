// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/catalog.h"
#include "benchmarks/driver/external_peers.h"
#include "benchmarks/sample.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// What the driver is asked to do.
struct Plan
{
    std::vector<Entry> entries;
    std::vector<unsigned> workers;
    unsigned pairs = 5;
    ExternalPeers peers = {};
    std::optional<std::uint64_t> operations = {};
    bool longRun = false;
};

// One sample of each: ours, and every peer's that has the row.
struct Round
{
    std::vector<std::string> order; // names of peers, "ours" among them
    std::map<std::string, Sample> samples = {};
};

// All rounds of a row with so many workers.
struct Measurement
{
    Entry entry;
    unsigned workers = 1;
    std::vector<Peer> peers = {}; // those that took part
    std::vector<Round> rounds = {};
    std::vector<std::string> failures = {}; // a sentence each
};

inline constexpr const char *ours = "ours";

// Runs all samples, each in a process of its own, saying on stderr what it does; stops early when
// interrupted. The measurement that was not finished then has fewer rounds.
std::vector<Measurement> measure(const Plan &plan);

} // namespace cownscope::benchmark

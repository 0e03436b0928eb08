// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace cownscope::bench {

// What every measuring command takes: how long, how often, over which values, and where to.
struct CommonOptions
{
    std::optional<unsigned> workers;
    std::optional<std::string> sweepAxis; // "workers" or "none"
    std::string sweepValues;
    double durationSeconds = 5;
    std::optional<double> warmupSeconds;
    std::uint32_t repeats = 1;
    std::string output; // empty: a default name, or no file where the result goes to stdout
    bool json = false;  // the result to standard output
    std::optional<bool> table;
    bool quiet = false;
    bool schedulerStats = false;

    void addTo(CLI::App &command);

    // As asked for, else a tenth of the duration and at most a second.
    double warmup() const;

    // Whether the number of workers is varied. Without any option it is, as in the reference
    // benchmark; where only a number of workers is given, that one is measured.
    bool sweepsWorkers() const;
    // The numbers of workers to measure, in this order. Throws UsageError.
    std::vector<unsigned> workerValues() const;
};

inline constexpr unsigned maxWorkers = 1024;

} // namespace cownscope::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "lab/children/child_run.h"
#include "lab/sweep/plan.h"

namespace cownscope::bench {

// What all measuring commands share: what is varied, how often and where it is measured, and where
// results go. The experiment itself says which axes there are and how many workers it has.
struct MeasureOptions
{
    std::optional<unsigned> workers;
    std::optional<std::string> sweepAxis;
    std::string sweepValues;
    std::uint32_t repeats = 1;
    std::uint64_t seed = 1; // of the workload, and of the order
    std::string order = "random";
    std::string cpus;
    std::string launcher;
    std::optional<double> timeoutSeconds;
    std::string output;
    std::string printTable;
    std::optional<bool> table; // nothing: on a terminal
    bool json = false;
    bool jsonStdout = false;
    bool quiet = false;
    bool schedulerStats = false;

    // `defaults` is what is measured without any option.
    void addTo(CLI::App &command, const lab::Experiment &defaults);

    std::string axis() const;

    // `base` is the experiment as its own options describe it. Throws UsageError.
    lab::SweepPlan planFor(lab::Experiment base) const;
    lab::ChildOptions childOptions() const;
};

// For experiments that run for a time.
struct DurationOptions
{
    double durationSeconds = 5;
    std::optional<double> warmupSeconds;

    void addTo(CLI::App &command);
    double warmup() const; // the usual one of the duration, unless said otherwise
};

// A size from 1 up, kept as it is unless given.
void addSize(CLI::App &command, const char *name, std::uint32_t &size, const char *description);

} // namespace cownscope::bench

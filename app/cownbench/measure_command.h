// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownbench/command.h"
#include "lab/children/child_run.h"
#include "lab/sweep/plan.h"

#include <CLI/CLI.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace cownscope::bench {

// The common options of all measuring commands: the sweep, where it runs, and its output.
struct MeasureOptions
{
    std::optional<unsigned> workers;
    std::optional<std::string> sweepAxis;
    std::string sweepValues;
    std::uint32_t repeats = 1;
    std::uint64_t seed = 1; // of the workload and of the order
    std::string order = "random";
    std::string cpus;
    std::string launcher;
    std::optional<double> timeoutSeconds;
    std::string output;
    std::string printTable;
    std::optional<bool> table; // default: only on a terminal
    bool json = false;
    bool jsonStdout = false;
    bool quiet = false;
    bool schedulerStats = false;

    std::string axis() const;

    // `base` is the experiment as given by the options of the workload. Throws UsageError.
    lab::SweepPlan planFor(lab::Experiment base) const;
    lab::ChildOptions childOptions() const;
};

// The subcommand that measures a workload, with the options of the workload and the common options.
class MeasureCommand
{
public:
    // Must outlive the app.
    MeasureCommand(CLI::App &app, const lab::Workload &workload);
    MeasureCommand(const MeasureCommand &) = delete;
    MeasureCommand &operator=(const MeasureCommand &) = delete;

    CLI::App &command() { return m_command; }

    // The value of an option; nothing if it was not given.
    std::optional<lab::Json> given(const std::string &option) const;

    // The experiment with the given options; other values are taken from `begin`. Throws
    // UsageError.
    lab::Experiment experimentFrom(lab::Experiment begin) const;
    int run(const lab::Experiment &begin, const std::vector<std::string> &argv) const;

private:
    void addOption(const lab::Option &option);
    void addTime();

    const lab::Workload &m_workload;
    CLI::App &m_command;
    MeasureOptions m_options;
    std::map<std::string, std::string> m_texts; // options of the workload, by name
    std::map<std::string, bool> m_flags;
    std::optional<std::uint64_t> m_steps;
    double m_durationSeconds = 5;
    std::optional<double> m_warmupSeconds;
};

} // namespace cownscope::bench

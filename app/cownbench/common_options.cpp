// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/common_options.h"

#include <algorithm>
#include <set>
#include <sstream>

#include <boc/runtime.h>

#include "app/cownbench/usage_error.h"
#include "app/cownbench/validators.h"

namespace cownscope::bench {

namespace {

constexpr double longest = 86400;

std::vector<unsigned> defaultWorkerValues()
{
    const std::set<unsigned> values{1, 2, 4, 8, std::min(16u, boc::physicalCores())};
    return {values.begin(), values.end()};
}

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<unsigned> parseWorkerValues(const std::string &list)
{
    std::vector<unsigned> values;
    std::istringstream stream(list);
    for (std::string token; std::getline(stream, token, ',');) {
        token = trimmed(token);
        if (token.empty())
            continue;
        const auto value = parseWhole(token);
        if (!value || *value < 1 || *value > maxWorkers) {
            throw UsageError("--sweep-values: must be whole numbers from 1 to "
                             + std::to_string(maxWorkers) + " with commas between them, but has \""
                             + token + '"');
        }
        values.push_back(static_cast<unsigned>(*value));
    }
    return values.empty() ? defaultWorkerValues() : values;
}

} // namespace

void CommonOptions::addTo(CLI::App &command)
{
    const auto group = [&](CLI::Option *option) { return option->group("Measuring"); };
    group(command.add_option("--workers", workers, "Worker threads"))
        ->type_name("N")
        ->check(wholeNumber(1, maxWorkers));
    group(command.add_option("--sweep-axis", sweepAxis,
                             "What to vary: workers, or none to measure one configuration "
                             "(default: none if --workers is given)"))
        ->type_name("AXIS")
        ->check(eitherOf("workers", "none"));
    group(command.add_option("--sweep-values", sweepValues,
                             "Numbers of workers with commas between them "
                             "(default: 1, 2, 4, 8 and the physical cores up to 16)"))
        ->type_name("N,N,…");
    group(command.add_option("--duration", durationSeconds, "Seconds measured"))
        ->type_name("S")
        ->check(numberAbove(0, longest))
        ->capture_default_str();
    group(command.add_option("--warmup", warmupSeconds,
                             "Seconds run before, not measured "
                             "(default: a tenth of the duration, at most 1)"))
        ->type_name("S")
        ->check(numberFrom(0, longest));
    group(command.add_option("--repeats", repeats, "Measurements of each configuration"))
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000))
        ->capture_default_str();

    const auto report = [&](CLI::Option *option) { return option->group("Reporting"); };
    report(command.add_option("--output", output,
                              "Result file (default: results/COMMAND-HOST-TIME.json, none with "
                              "--json)"))
        ->type_name("FILE.json");
    report(command.add_flag("--json", json, "Print the result to standard output"));
    report(command.add_flag_callback(
        "--table", [this] { table = true; }, "Print a table (default: on a terminal)"));
    report(command.add_flag_callback(
        "--no-table", [this] { table = false; }, "Print no table"));
    report(command.add_flag("--quiet", quiet, "No progress, no table, no hints"));
    report(command.add_flag("--emit-scheduler-stats", schedulerStats,
                            "Put the schedulers' counters into the result"));
}

double CommonOptions::warmup() const
{
    return warmupSeconds.value_or(std::min(1.0, durationSeconds / 10));
}

bool CommonOptions::sweepsWorkers() const
{
    if (sweepAxis)
        return *sweepAxis == "workers";
    return !workers || !sweepValues.empty();
}

std::vector<unsigned> CommonOptions::workerValues() const
{
    if (sweepsWorkers())
        return parseWorkerValues(sweepValues);
    if (!sweepValues.empty())
        throw UsageError("--sweep-values: must be left out where --sweep-axis is none");
    return {workers.value_or(1)};
}

} // namespace cownscope::bench

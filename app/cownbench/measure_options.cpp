// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/measure_options.h"

#include <filesystem>
#include <limits>

#include "app/cownbench/usage_error.h"
#include "app/cownbench/validators.h"
#include "lab/machine/cpu_list.h"

namespace cownscope::bench {

namespace {

constexpr double longest = 86400; // seconds

void addMeasuring(CLI::App &command, MeasureOptions &options, const lab::Experiment &defaults)
{
    const auto group = [&](CLI::Option *option) { return option->group("Measuring"); };
    group(command.add_option("--workers", options.workers,
                             "Worker threads (default: 1 to 8 and the "
                             "physical cores up to 16, a sweep)"))
        ->type_name("N")
        ->check(wholeNumber(1, lab::MostWorkers));
    group(command.add_option("--sweep-axis", options.sweepAxis,
                             "What to vary: " + lab::axisNames(defaults)
                                 + " (default: workers, or none if --workers is given)"))
        ->type_name("AXIS");
    group(command.add_option("--sweep-values", options.sweepValues,
                             "Values of the axis with commas between them, or semicolons"))
        ->type_name("V,V,…");
    group(command.add_option("--repeats", options.repeats, "Measurements of each configuration"))
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000))
        ->capture_default_str();
    group(command.add_option("--order", options.order,
                             "Of the repeats: random takes one of each point in turn, in an order "
                             "drawn anew for each round; sequential takes point after point"))
        ->type_name("ORDER")
        ->check(eitherOf("random", "sequential"))
        ->capture_default_str();
    group(command.add_option("--seed", options.seed, "Seed of the workload and of the order"))
        ->type_name("N")
        ->check(wholeNumber(0, std::numeric_limits<std::uint64_t>::max()))
        ->capture_default_str();
}

void addChildren(CLI::App &command, MeasureOptions &options)
{
    const auto group = [&](CLI::Option *option) { return option->group("Where it runs"); };
    group(command.add_option("--pin", options.cpus, "Logical CPUs that it may use, as in 0,2-3"))
        ->type_name("CPUS");
    group(command.add_option("--launcher", options.launcher,
                             "Words in front of each child process, such as \"taskset -c 0\", "
                             "\"numactl -N 0\", \"srun -n1\" or \"ssh host\" (where this program "
                             "must have the same path)"))
        ->type_name("\"COMMAND …\"");
    group(command.add_option("--timeout", options.timeoutSeconds,
                             "Seconds that a child may take for one measurement (default: by its "
                             "duration)"))
        ->type_name("S")
        ->check(numberAbove(0, longest));
}

void addReporting(CLI::App &command, MeasureOptions &options)
{
    const auto group = [&](CLI::Option *option) { return option->group("Reporting"); };
    group(command.add_option("--output", options.output,
                             "Result file (default: results/COMMAND-HOST-TIME.json, none with "
                             "--json)"))
        ->type_name("FILE.json");
    group(command.add_flag("--json", options.json, "Print the result to standard output"));
    group(command.add_flag("--json-stdout", options.jsonStdout,
                           "Measure once in this process and print the result between two marks"));
    group(command.add_flag_callback(
        "--table", [&options] { options.table = true; }, "Print a table (default: on a terminal)"));
    group(command.add_flag_callback(
        "--no-table", [&options] { options.table = false; }, "Print no table"));
    group(command.add_option("--print-table", options.printTable,
                             "Measure nothing and print the table of this file"))
        ->type_name("FILE.json");
    group(command.add_flag("--quiet", options.quiet, "No progress, no table, no hints"));
    group(command.add_flag("--emit-scheduler-stats", options.schedulerStats,
                           "Put the schedulers' counters into the result"));
}

} // namespace

void MeasureOptions::addTo(CLI::App &command, const lab::Experiment &defaults)
{
    addMeasuring(command, *this, defaults);
    addChildren(command, *this);
    addReporting(command, *this);
}

std::string MeasureOptions::axis() const
{
    if (sweepAxis)
        return *sweepAxis;
    return (workers || jsonStdout) && sweepValues.empty() ? lab::NoAxis : "workers";
}

lab::SweepPlan MeasureOptions::planFor(lab::Experiment base) const
{
    if (workers)
        setWorkers(base, *workers);
    if (schedulerStats)
        setSchedulerStats(base, true);
    lab::SweepPlan plan{.base = base,
                        .axis = axis(),
                        .values = {},
                        .repeats = repeats,
                        .order = order == "random" ? lab::Order::Random : lab::Order::Sequential,
                        .orderSeed = seed};
    try {
        if (plan.axis != lab::NoAxis)
            axisOf(base, plan.axis);
    } catch (const lab::ConfigurationError &error) {
        throw UsageError(std::string("--sweep-axis: ") + error.what());
    }
    try {
        plan.values = parseSweepValues(base, plan.axis, sweepValues);
    } catch (const lab::ConfigurationError &error) {
        throw UsageError(std::string("--sweep-values: ") + error.what());
    }
    return plan;
}

lab::ChildOptions MeasureOptions::childOptions() const
{
    lab::ChildOptions options{.program = std::filesystem::read_symlink("/proc/self/exe").string(),
                              .launcher = CLI::detail::split_up(launcher),
                              .cpus = {},
                              .timeoutSeconds = timeoutSeconds};
    if (!cpus.empty()) {
        const auto list = lab::parseCpuList(cpus);
        if (!list)
            throw UsageError("--pin: must be a list of CPUs like 0,2-3, but is \"" + cpus + '"');
        options.cpus = *list;
    }
    return options;
}

void DurationOptions::addTo(CLI::App &command)
{
    command.add_option("--duration", durationSeconds, "Seconds measured")
        ->group("Measuring")
        ->type_name("S")
        ->check(numberAbove(0, longest))
        ->capture_default_str();
    command
        .add_option("--warmup", warmupSeconds,
                    "Seconds run before, not measured "
                    "(default: a tenth of the duration, at most 1)")
        ->group("Measuring")
        ->type_name("S")
        ->check(numberFrom(0, longest));
}

double DurationOptions::warmup() const
{
    return warmupSeconds.value_or(lab::usualWarmupSeconds(durationSeconds));
}

void addSize(CLI::App &command, const char *name, std::uint32_t &size, const char *description)
{
    command.add_option(name, size, description)
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000'000));
}

} // namespace cownscope::bench

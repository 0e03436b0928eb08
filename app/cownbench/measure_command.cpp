// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/measure_command.h"

#include "app/cownbench/measure_run.h"
#include "app/cownbench/validators.h"
#include "lab/machine/cpu_list.h"

#include <filesystem>
#include <limits>

namespace cownscope::bench {

namespace {

constexpr double longest = 86400; // seconds

void addMeasuring(CLI::App &command, MeasureOptions &options, const lab::Workload &workload)
{
    const auto group = [&](CLI::Option *option) { return option->group("Measuring"); };
    group(command.add_option(
              "--workers", options.workers,
              "Worker threads (default: a sweep over 1 to 8 and the physical cores up to 16)"))
        ->type_name("N")
        ->check(wholeNumber(1, lab::MostWorkers));
    group(command.add_option("--sweep-axis", options.sweepAxis,
                             "Parameter to vary: " + lab::axisNames(workload)
                                 + " (default: workers, or none if --workers is given)"))
        ->type_name("AXIS");
    group(command.add_option("--sweep-values", options.sweepValues,
                             "Values of the axis, separated by commas or semicolons"))
        ->type_name("V,V,…");
    group(command.add_option("--repeats", options.repeats,
                             "Number of measurements of each configuration"))
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000))
        ->capture_default_str();
    group(command.add_option(
              "--order", options.order,
              "Order of repeats; random: rounds with one repeat of each point, in a new order each "
              "round; sequential: all repeats of a point, then the next"))
        ->type_name("ORDER")
        ->check(valueThat(
            "random or sequential",
            [](const std::string &text) { return text == "random" || text == "sequential"; }))
        ->capture_default_str();
    group(command.add_option("--seed", options.seed, "Seed of the workload and of the order"))
        ->type_name("N")
        ->check(wholeNumber(0, std::numeric_limits<std::uint64_t>::max()))
        ->capture_default_str();
}

void addChildren(CLI::App &command, MeasureOptions &options)
{
    const auto group = [&](CLI::Option *option) { return option->group("Where it runs"); };
    group(command.add_option("--pin", options.cpus, "Logical CPUs to use, such as 0,2-3"))
        ->type_name("CPUS");
    group(command.add_option(
              "--launcher", options.launcher,
              "Prefix for the command of each child process, such as \"taskset -c 0\", \"numactl "
              "-N 0\", \"srun -n1\" or \"ssh host\" (where this program must have the same path)"))
        ->type_name("\"COMMAND …\"");
    group(command.add_option("--timeout", options.timeoutSeconds,
                             "Time limit of a child for one measurement, in seconds (default: "
                             "depends on its duration)"))
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
    group(
        command.add_flag("--json-stdout", options.jsonStdout,
                         "Measure once in this process and print the result between two markers"));
    group(command.add_flag_callback(
        "--table", [&options] { options.table = true; }, "Print a table (default: on a terminal)"));
    group(command.add_flag_callback(
        "--no-table", [&options] { options.table = false; }, "Print no table"));
    group(command.add_option("--print-table", options.printTable,
                             "Measure nothing and print the table of this file"))
        ->type_name("FILE.json");
    group(command.add_flag("--quiet", options.quiet, "Print no progress, table or hints"));
    group(command.add_flag("--emit-scheduler-stats", options.schedulerStats,
                           "Include scheduler statistics in the result"));
}

// "Iterations of a loop (default: 2000)"
std::string descriptionOf(const lab::Option &option, const lab::Experiment &defaults)
{
    if (option.kind == lab::Option::Kind::Flag)
        return option.explanation;
    const std::string usual =
        option.automatic.empty() ? lab::axisValueText(option.get(defaults)) : option.automatic;
    std::string choices;
    for (const std::string &choice : option.choices)
        choices += (choices.empty() ? ": " : ", ") + choice;
    return option.explanation + choices + " (default: " + usual + ')';
}

CLI::Validator validatorFor(const lab::Option &option)
{
    if (option.kind == lab::Option::Kind::WholeNumber)
        return wholeNumber(static_cast<std::uint64_t>(option.least),
                           static_cast<std::uint64_t>(option.most));
    if (option.kind == lab::Option::Kind::Number)
        return numberFrom(option.least, option.most);
    return valueThat("one of " + option.expected(),
                     [&option](const std::string &text) { return !option.parse(text).is_null(); });
}

} // namespace

std::string MeasureOptions::axis() const
{
    if (sweepAxis)
        return *sweepAxis;
    return (workers || jsonStdout) && sweepValues.empty() ? lab::NoAxis : "workers";
}

lab::SweepPlan MeasureOptions::planFor(lab::Experiment base) const
{
    if (workers)
        base.workers = *workers;
    if (schedulerStats)
        base.schedulerStats = true;
    lab::SweepPlan plan{.base = base,
                        .axis = axis(),
                        .values = {},
                        .repeats = repeats,
                        .order = order == "random" ? lab::Order::Random : lab::Order::Sequential,
                        .orderSeed = seed};
    try {
        if (plan.axis != lab::NoAxis)
            axisOf(*base.workload, plan.axis);
    } catch (const lab::ConfigurationError &error) {
        throw UsageError(std::string("--sweep-axis: ") + error.what());
    }
    try {
        plan.values = parseSweepValues(*base.workload, plan.axis, sweepValues);
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

MeasureCommand::MeasureCommand(CLI::App &app, const lab::Workload &workload)
    : m_workload(workload)
    , m_command(*app.add_subcommand(workload.about().name, "Measure " + workload.about().task))
{
    for (const lab::Option &option : workload.options()) {
        if (option.isOffered(lab::Option::CommandLine))
            addOption(option);
    }
    if (workload.about().timing != lab::Timing::FixedWork)
        addTime();
    addMeasuring(m_command, m_options, workload);
    addChildren(m_command, m_options);
    addReporting(m_command, m_options);
}

void MeasureCommand::addOption(const lab::Option &option)
{
    std::string flags = "--" + option.name;
    for (const std::string &alias : option.aliases)
        flags += ",--" + alias;
    const std::string description = descriptionOf(option, lab::Experiment(m_workload));
    if (option.kind == lab::Option::Kind::Flag) {
        m_command.add_flag(flags, m_flags[option.name], description);
        return;
    }
    const bool named = option.kind == lab::Option::Kind::Choice;
    const bool whole = option.kind == lab::Option::Kind::WholeNumber;
    m_command.add_option(flags, m_texts[option.name], description)
        ->type_name(named       ? "NAME"
                        : whole ? "N"
                                : "X")
        ->check(validatorFor(option));
}

void MeasureCommand::addTime()
{
    if (m_workload.about().timing == lab::Timing::DurationOrSteps)
        m_command
            .add_option("--steps", m_steps, "Measure this number of steps instead of --duration")
            ->type_name("N")
            ->check(wholeNumber(1, 1'000'000'000'000));
    m_command
        .add_option("--duration", m_durationSeconds, "Duration of each measurement in seconds")
        ->group("Measuring")
        ->type_name("S")
        ->check(numberAbove(0, longest))
        ->capture_default_str();
    m_command
        .add_option(
            "--warmup", m_warmupSeconds,
            "Seconds to run before each measurement (default: a tenth of the duration, at most 1)")
        ->group("Measuring")
        ->type_name("S")
        ->check(numberFrom(0, longest));
}

std::optional<lab::Json> MeasureCommand::given(const std::string &name) const
{
    const auto text = m_texts.find(name);
    if (text == m_texts.end() || text->second.empty())
        return {};
    return m_workload.option(name).parse(text->second);
}

lab::Experiment MeasureCommand::experimentFrom(lab::Experiment begin) const
{
    for (const lab::Option &option : m_workload.options()) {
        if (const auto value = given(option.name))
            option.set(begin, *value);
    }
    for (const auto &[name, on] : m_flags) {
        if (on)
            m_workload.option(name).set(begin, true);
    }
    if (m_command.get_option("--seed")->count() > 0)
        m_workload.option("seed").set(begin, m_options.seed);
    if (m_workload.about().timing == lab::Timing::FixedWork)
        return begin;
    begin.steps = m_steps;
    begin.durationSeconds = m_durationSeconds;
    // With --steps there is no warm-up by default, so that every run measures the same steps.
    begin.warmupSeconds =
        m_warmupSeconds.value_or(m_steps ? 0 : lab::usualWarmupSeconds(m_durationSeconds));
    return begin;
}

int MeasureCommand::run(const lab::Experiment &begin, const std::vector<std::string> &argv) const
{
    return runMeasuring(experimentFrom(begin), m_options, argv);
}

Command addMeasureCommand(CLI::App &app, const lab::Workload &workload)
{
    auto command = std::make_shared<MeasureCommand>(app, workload);
    return [command, &workload](const std::vector<std::string> &argv) {
        return command->run(lab::Experiment(workload), argv);
    };
}

} // namespace cownscope::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/measure_run.h"

#include "app/cownbench/progress.h"
#include "lab/files/standard_output.h"
#include "lab/machine/cpu_list.h"
#include "lab/machine/machine.h"
#include "lab/results/json_text.h"
#include "lab/results/result_json.h"
#include "lab/results/table.h"
#include "lab/sweep/plan.h"
#include "lab/sweep/quietness.h"
#include "lab/sweep/result_sink.h"
#include "lab/sweep/sweep.h"
#include "link/end_signals.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <iostream>
#include <vector>

#include <unistd.h>

namespace cownscope::bench {
namespace {

// Measures a single point once, in this process and on the given CPUs, if any. Prints the repeat to
// standard output between the markers that the reference benchmark uses. Returns the exit code.
// Throws UsageError if there are several points.
int runBetweenSentinels(const std::vector<lab::PlannedPoint> &points,
                        const std::vector<std::uint32_t> &cpus)
{
    if (points.size() != 1)
        throw UsageError("--json-stdout measures one configuration: give --workers, or "
                         "--sweep-axis none");
    if (!cpus.empty() && !lab::setCpuAffinity(cpus))
        throw UsageError("--pin: this process cannot run on the CPUs " + lab::cpuListText(cpus));
    const lab::Experiment &experiment = points[0].experiment;
    const auto repeat = measure(experiment, 0, lab::MeasureHooks());
    lab::Json payload{{"inputs", inputsJson(experiment)}};
    const lab::Json fields = toJson(repeat.value());
    for (const auto &[name, value] : fields.items()) {
        const bool left = name == "repeat_index" || (value.is_null() && name != "derived");
        if (!left)
            payload[name] = value;
    }
    const std::string mark = experiment.workload->about().mark;
    const bool printed = lab::print("\n---BOCPY-" + mark + "-BEGIN---\n" + lab::lineText(payload)
                                    + "\n---BOCPY-" + mark + "-END---\n");
    return printed ? 0 : 1; // the result is not stored anywhere else
}

std::vector<lab::PlannedPoint> pointsOf(const lab::SweepPlan &plan)
{
    try {
        return plannedPoints(plan);
    } catch (const lab::ConfigurationError &error) {
        throw UsageError(error.what());
    }
}

void warn(const lab::SweepPlan &plan, const std::vector<lab::PlannedPoint> &points,
          const MeasureOptions &options, const lab::ChildOptions &children, Progress &progress)
{
    for (const std::string &warning : warningsAbout(plan, points, coresFor(children)))
        progress.warn(warning);
    if (options.workers && plan.axis == "workers")
        progress.warn("--workers has no effect in a sweep over workers");
}

// Prints a text. Reports lost output and returns false. A reader that closes its pipe early is not
// an error.
bool printWanted(const std::string &text)
{
    try {
        lab::print(text);
        return true;
    } catch (const lab::OutputLost &error) {
        std::cerr << "cownbench: " << error.what() << std::endl;
        return false;
    }
}

// Prints a result that is not stored in a file. Here a closed pipe is an error.
bool printResult(const lab::Document &document)
{
    std::string reason = "the reader has closed the pipe";
    try {
        if (lab::print(lab::toText(document)))
            return true;
    } catch (const lab::OutputLost &error) {
        reason = error.reason();
    }
    std::cerr << "cownbench: cannot write the result to standard output: " << reason << std::endl;
    return false;
}

// Returns whether all output was written.
bool report(const lab::Document &document, const MeasureOptions &options,
            const lab::ResultSink &sink, bool kept)
{
    // Print it if it could not be written to a file.
    if ((options.json || !kept) && !printResult(document))
        return false;
    bool complete = kept;
    if (!options.quiet) {
        const bool wanted = options.table.value_or(::isatty(STDOUT_FILENO) == 1 && !options.json);
        if (wanted && kept)
            complete = printWanted(lab::renderTable(document) + '\n');
        if (kept && !sink.path().empty())
            std::cerr << "results: " << sink.path().string() << std::endl;
    }
    return complete;
}

// The first signal stops the run and keeps its results; the second also kills the child.
void endRun(void *control, unsigned request)
{
    if (request == 1)
        static_cast<lab::RunControl *>(control)->stop();
    else
        static_cast<lab::RunControl *>(control)->insist();
}

std::atomic<lab::RunControl *> running = nullptr;
static_assert(std::atomic<lab::RunControl *>::is_always_lock_free,
              "a signal handler must take no lock");

void requestSnapshot(int)
{
    running.load()->requestSnapshot();
}

} // namespace

int runMeasuring(const lab::Experiment &base, const MeasureOptions &options,
                 const std::vector<std::string> &argv)
{
    if (!options.printTable.empty()) {
        printTable(options.printTable);
        return 0;
    }
    const lab::SweepPlan plan = options.planFor(base);
    const std::vector<lab::PlannedPoint> points = pointsOf(plan);
    const lab::ChildOptions children = options.childOptions();
    if (options.jsonStdout)
        return runBetweenSentinels(points, children.cpus);

    const auto runs = plannedRuns(points.size(), plan.repeats, plan.order, plan.orderSeed);
    Progress progress(plan, points, runs, options.quiet);

    lab::Document document = documentFor(plan, lab::describeRun("cownbench", argv));
    const bool unnamed = options.output.empty() && !options.json;
    const std::filesystem::path path = unnamed
        ? lab::defaultResultPath(plan.base.workload->about().name).string()
        : options.output;
    lab::ResultSink sink(path, [&](const std::string &sentence) { progress.warn(sentence); });
    if (unnamed)
        sink.openNew(document);
    else
        sink.open(document);
    warn(plan, points, options, children, progress);
    progress.announce();

    static lab::RunControl control; // static, since a signal may arrive late
    running = &control;
    std::signal(SIGUSR1, requestSnapshot);
    const link::EndSignals endSignals(endRun, &control);
    bool kept = true;
    lab::SweepHooks hooks = progress.hooks();
    hooks.keep = [&](const lab::Document &now) { kept = sink.keep(now); };
    runSweep(document, points, runs, children, hooks, control);
    kept = sink.complete(document);
    progress.finish();
    for (const std::string &noise : noiseOf(document))
        progress.warn(noise);
    const bool complete = report(document, options, sink, kept);

    if (document.metadata.interrupted)
        return 130;
    const auto failed = [](const lab::Point &point) { return point.error.has_value(); };
    return !complete || std::ranges::any_of(document.points, failed) ? 1 : 0;
}

} // namespace cownscope::bench

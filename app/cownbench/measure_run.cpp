// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/measure_run.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <iostream>

#include <unistd.h>

#include "app/cownbench/print_table.h"
#include "app/cownbench/progress.h"
#include "app/cownbench/sentinel_run.h"
#include "app/cownbench/usage_error.h"
#include "lab/files/standard_output.h"
#include "lab/machine/machine.h"
#include "lab/results/result_json.h"
#include "lab/results/table.h"
#include "lab/sweep/quietness.h"
#include "lab/sweep/result_sink.h"
#include "lab/sweep/sweep.h"
#include "link/end_signals.h"

namespace cownscope::bench {

namespace {

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
        progress.warn("--workers has no effect where the number of workers is swept");
}

// False if it was lost, which is said. A reader that has closed its pipe loses nothing but what it
// did not want.
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

// The same for what is nowhere else.
bool printResult(const lab::Document &document)
{
    std::string reason = "nobody reads it any more";
    try {
        if (lab::print(lab::toText(document)))
            return true;
    } catch (const lab::OutputLost &error) {
        reason = error.reason();
    }
    std::cerr << "cownbench: cannot write the result to standard output: " << reason << std::endl;
    return false;
}

// False if something was lost.
bool report(const lab::Document &document, const MeasureOptions &options,
            const lab::ResultSink &sink, bool kept)
{
    if ((options.json || !kept) && !printResult(document)) // rather there than nowhere
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

// The user's first request to end stops the run, so that what is done can be kept; the second
// insists.
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

    static lab::RunControl control; // there until the program ends, for a late signal
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

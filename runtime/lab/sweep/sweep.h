// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/child_run.h"
#include "lab/sweep/plan.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace cownscope::lab {

// One run of a sweep, as passed to hooks.
struct RunPlace
{
    std::size_t number = 0; // 0 … count − 1, in the order of the runs
    std::size_t count = 0;
    PlannedRun run = {};
};

// Callbacks while a sweep runs, on the thread that runs it.
struct SweepHooks
{
    std::function<void(const RunPlace &)> begun = [](const RunPlace &) {};
    std::function<void(const LiveReport &)> live = [](const LiveReport &) {};
    std::function<void(const LiveReport &)> snapshot = [](const LiveReport &) {};
    std::function<void(const std::string &)> warning = [](const std::string &) {};
    // The run returned a repeat, or failed.
    std::function<void(const RunPlace &, const Repeat &)> measured = [](const RunPlace &,
                                                                        const Repeat &) {};
    std::function<void(const RunPlace &, const PointError &)> failed = [](const RunPlace &,
                                                                          const PointError &) {};
    // A stop was requested; the running child is ending.
    std::function<void()> stopping = [] {};
    // The document has to be saved: after every run, when a stop is requested, and at the end.
    std::function<void(const Document &)> keep = [](const Document &) {};
};

// Runs the plan, each run in a child, and adds the results to the document from documentFor(). The
// runs of a point must be in the order of their repeats, as from plannedRuns(). A point is in the
// document, in the order of the values, as soon as it has a repeat or an error. After a failed run,
// the point is not measured again. Repeats have the new name run_index, their position in the order
// of runs. The first child's description of its machine becomes metadata.measured_on.
//
// Until everything is measured, each saved document is marked interrupted, and so are points that
// lack repeats (see interruption.h). So a partial file is always recognizable, however this process
// ends. After a stop, the last document stays marked.
void runSweep(Document &document, const std::vector<PlannedPoint> &points,
              const std::vector<PlannedRun> &runs, const ChildOptions &options,
              const SweepHooks &hooks, RunControl &control);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "lab/children/child_run.h"
#include "lab/sweep/plan.h"

namespace cownscope::lab {

// One of the runs of a sweep, as hooks hear of it.
struct RunPlace
{
    std::size_t number = 0; // 0 … count − 1, in the order of time
    std::size_t count = 0;
    PlannedRun run = {};
};

// What is heard while a sweep runs; all called by the thread that runs it.
struct SweepHooks
{
    std::function<void(const RunPlace &)> begun = [](const RunPlace &) {};
    std::function<void(const LiveReport &)> live = [](const LiveReport &) {};
    std::function<void(const LiveReport &)> snapshot = [](const LiveReport &) {};
    std::function<void(const std::string &)> warning = [](const std::string &) {};
    // The run has given a repeat, or a sentence why not.
    std::function<void(const RunPlace &, const Repeat &)> measured = [](const RunPlace &,
                                                                        const Repeat &) {};
    std::function<void(const RunPlace &, const PointError &)> failed = [](const RunPlace &,
                                                                          const PointError &) {};
    // The control was told to stop; the running child is ending.
    std::function<void()> stopping = [] {};
    // The document is to be kept: after every run, when an interruption is asked for, and at the
    // end.
    std::function<void(const Document &)> keep = [](const Document &) {};
};

// Carries out the plan, each run in a child, and adds the results to the document, which is one
// from documentFor(). The runs of a point must come in the order of their repeats, as those of
// plannedRuns() do. Points stand in the document in the order of the values as soon as they have
// a repeat or an error; a point of which a run failed gets no more. Repeats have the new name
// run_index, their place in time. The first child's description of its machine becomes
// metadata.measured_on.
//
// Until all is measured, each document that is kept says that the sweep was interrupted, and so do
// its points that lack repeats (see interruption.h): whatever ends this process, the file never
// looks whole. When the control is told to stop, the last document stays so.
void runSweep(Document &document, const std::vector<PlannedPoint> &points,
              const std::vector<PlannedRun> &runs, const ChildOptions &options,
              const SweepHooks &hooks, RunControl &control);

} // namespace cownscope::lab

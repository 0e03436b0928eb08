// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/sweep/sweep.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cownscope::ui {

// Everything that the thread of a sweep needs to know; values only.
struct SweepJob
{
    lab::SweepPlan plan;
    std::vector<lab::PlannedPoint> points = {};
    std::vector<lab::PlannedRun> runs = {};
    lab::ChildOptions children = {};
    std::filesystem::path file = {};         // where the document is kept after every run
    std::vector<std::string> arguments = {}; // of this program, for the metadata
};

// Plans the sweep, with the schedulers' counters. Throws lab::ConfigurationError with a sentence
// about the first point that cannot be measured.
SweepJob jobFor(lab::SweepPlan plan, const std::string &program);

// How a sweep came to its end.
struct SweepOutcome
{
    bool interrupted = false;
    std::filesystem::path file; // where the document is: elsewhere if the first place failed
};

// Carries the job out on the calling thread, which must live for as long as it takes. hooks.keep is
// called after the document was written, and once before the first run.
SweepOutcome carryOut(const SweepJob &job, const lab::SweepHooks &hooks, lab::RunControl &control);

} // namespace cownscope::ui

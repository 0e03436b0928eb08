// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "workloads/rings/options.h"

namespace cownscope::lab {

struct ChainRingOptions : rings::Options
{
    // Pinned work beside the chains: one behavior on the main thread after another, each of which
    // sleeps for so long, run by pump() one at a time over the measured window.
    bool pinnedSpinner = false;
    double pinnedSpinnerSleepSeconds = 0.001;

    bool operator==(const ChainRingOptions &) const = default;
};

// The workload "chain-ring"; throughput is chain steps a second. New name in the repeat:
// pinned_dispatches.
const Workload &chainRingWorkload();

} // namespace cownscope::lab

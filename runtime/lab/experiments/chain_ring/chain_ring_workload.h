// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "workloads/rings/options.h"

namespace cownscope::lab {

struct ChainRingOptions : rings::Options
{
    // Pinned work during the measured window: behaviors on the main thread, one after another, each
    // of which sleeps for this time. pump() runs them one at a time.
    bool pinnedSpinner = false;
    double pinnedSpinnerSleepSeconds = 0.001;

    bool operator==(const ChainRingOptions &) const = default;
};

// The workload "chain-ring"; throughput is chain steps per second. New name in the repeat:
// pinned_dispatches.
const Workload &chainRingWorkload();

} // namespace cownscope::lab

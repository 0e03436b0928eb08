// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "workloads/fanout/options.h"

namespace cownscope::lab {

using FanOutOptions = fanout::Options;

// The workload "fanout"; throughput is children per second, from the first producer step until
// nothing is in flight. The amount of work is fixed, so there is no warm-up and no duration. The
// repeat has completed_children instead of completed_behaviors. Measuring throws std::runtime_error
// if not all children completed.
const Workload &fanOutWorkload();

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "workloads/fanout/options.h"

namespace cownscope::lab {

using FanOutOptions = fanout::Options;

// The workload "fanout"; throughput is children a second, from the first step of a producer until
// nothing is in flight. There is no warming up and no duration: the work is fixed. The repeat has
// completed_children instead of completed_behaviors; measuring throws std::runtime_error if not all
// children came to their end.
const Workload &fanOutWorkload();

} // namespace cownscope::lab

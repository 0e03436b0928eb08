// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownbench/measure_command.h"

#include <string>
#include <vector>

namespace cownscope::bench {

// Runs a measuring command. Returns the exit code: 0 on success, 1 if a point failed or results
// could not be written, 130 if interrupted. Throws UsageError or lab::ResultError before anything
// is measured.
int runMeasuring(const lab::Experiment &base, const MeasureOptions &options,
                 const std::vector<std::string> &argv);

} // namespace cownscope::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/measurement.h"
#include "lab/results/result_document.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// Writes what was measured: the machine, every sample in the order in which it was taken, and the
// lines of the table. Throws lab::ResultError.
void writeResults(const std::filesystem::path &path, const lab::Metadata &metadata,
                  const Plan &plan, const std::vector<Measurement> &measurements);

} // namespace cownscope::benchmark

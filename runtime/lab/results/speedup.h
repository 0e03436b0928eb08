// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <optional>
#include <string>

namespace cownscope::lab {

// The number of workers in the inputs; empty if it is missing or not a number.
std::optional<double> workersOf(const Point &point);

// The base of all speedups and efficiencies of a sweep over workers: its first point, which has a
// speedup of 1 and an efficiency of 1, whatever its number of workers.
struct SpeedupBase
{
    double mean = 0;               // throughput
    std::optional<double> workers; // empty if unknown
};

// Empty for another axis, or if the first point of the plan is missing or failed.
std::optional<SpeedupBase> speedupBase(const Document &document);

// A mean divided by the base's. Empty if one of them is zero or missing.
std::optional<double> speedupOf(std::optional<double> mean, const std::optional<SpeedupBase> &base);

// The speedup if each worker did as much work as one of the base.
std::optional<double> idealSpeedup(std::optional<double> workers,
                                   const std::optional<SpeedupBase> &base);

// The speedup divided by the ideal speedup; 1 is ideal.
std::optional<double> efficiencyOf(std::optional<double> speedup, const Point &point,
                                   const std::optional<SpeedupBase> &base);

// "1 worker", "2 workers", "the first point" if its workers are unknown.
std::string baseText(const SpeedupBase &base);

} // namespace cownscope::lab

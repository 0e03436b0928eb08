// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// The workers among the inputs; nothing if they are missing or no number.
std::optional<double> workersOf(const Point &point);

// What all speedups, ideal speedups and efficiencies of a sweep over workers relate to: its first
// point, which has a speedup of 1 and an efficiency of 1, however many workers it has.
struct SpeedupBase
{
    double mean = 0;               // throughput
    std::optional<double> workers; // nothing where its inputs do not say
};

// Nothing on another axis, and nothing if the first point of the plan is missing or failed.
std::optional<SpeedupBase> speedupBase(const Document &document);

// A mean to the base's. Nothing for a zero or missing part, where a quotient would not say
// anything.
std::optional<double> speedupOf(std::optional<double> mean, const std::optional<SpeedupBase> &base);

// The speedup of so many workers if each did as much as one of the base.
std::optional<double> idealSpeedup(std::optional<double> workers,
                                   const std::optional<SpeedupBase> &base);

// The share of the ideal speedup that was reached; 1 is ideal.
std::optional<double> efficiencyOf(std::optional<double> speedup, const Point &point,
                                   const std::optional<SpeedupBase> &base);

// "1 worker", "2 workers", "the first point" where nobody knows its workers.
std::string baseText(const SpeedupBase &base);

} // namespace cownscope::lab

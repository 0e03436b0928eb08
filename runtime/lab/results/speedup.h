// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// The workers among the inputs; nothing if they are missing or no number.
std::optional<double> workersOf(const Point &point);

// What the speedups of a sweep over workers relate to: the mean of its first point. Nothing on
// another axis, and nothing if that point is missing or failed or the run was interrupted.
std::optional<double> speedupBaseline(const Document &document);

// A mean to the baseline. Nothing for a zero or missing part, where a quotient would not say
// anything.
std::optional<double> speedupOf(std::optional<double> mean, std::optional<double> baseline);

// The speedup for each worker of the point; 1 is ideal.
std::optional<double> efficiencyOf(std::optional<double> speedup, const Point &point);

} // namespace cownscope::lab

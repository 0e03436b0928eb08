// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/comparison/comparison.h"

#include <string>

namespace cownscope::lab {

// A comparison as text for a terminal: a row for each point, with the corrected p; below, a line
// "note: …" for each note and "note: NAME BASE / OTHER" for each differing condition. No newline at
// the end.
std::string renderComparison(const Comparison &comparison);

// The last column: "faster", "too few repeats: needs at least 4 of each", "the other failed: …".
std::string verdictText(const Comparison &comparison, const PointComparison &point);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>
#include <vector>

namespace cownscope::lab {

// A text for each point of a document: its value of the axis (see axisLabel). Several points
// without an axis, as in a live measurement whose configuration changed, are labeled by the inputs
// that differ, "workers 2, boids 3000", and a number for duplicates.
std::vector<std::string> pointLabels(const Document &document);

// The column heading for such labels: the axis, or "point" for several points without one.
std::string pointHeading(const std::string &axis, std::size_t points);

// The inputs of a point without those about durations and repeats.
Json inputsWithoutTiming(const Point &point);

} // namespace cownscope::lab

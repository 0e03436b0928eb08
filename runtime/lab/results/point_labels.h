// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// A text for each point of a document that tells it from the others: what the axis is there (see
// axisLabel). Without an axis, as in a measurement that went on while its configuration changed,
// several points have what differs between their inputs, "workers 2, boids 3000", and a number
// where the same comes again.
std::vector<std::string> pointLabels(const Document &document);

// The head of a column of such texts for so many points: the axis, or "point" without one.
std::string pointHeading(const std::string &axis, std::size_t points);

// What ran at a point: its inputs but those that say for how long.
Json inputsWithoutTiming(const Point &point);

} // namespace cownscope::lab

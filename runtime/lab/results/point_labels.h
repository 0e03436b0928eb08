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

} // namespace cownscope::lab

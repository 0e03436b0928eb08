// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>
#include <vector>

namespace cownscope::lab {

// Sentences about noise that makes results unreliable; empty if the machine was quiet:
//   - a large spread of a point's repeats: a median absolute deviation above 5 % of the median
//     (with at least three repeats);
//   - measurements shorter than a tenth of a second;
//   - CPU time used by other programs, or by the host of a virtual machine, during the
//     measurements: above 5 % of one CPU in total.
std::vector<std::string> noiseOf(const Document &document);

} // namespace cownscope::lab

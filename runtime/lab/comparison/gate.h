// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "lab/comparison/comparison.h"

namespace cownscope::lab {

// Why a change must not pass, a line for each reason, for people; nothing if it may: no point is
// shown to be slower by more than `percent`, and for every point that the base has or planned it
// could have been shown.
std::vector<std::string> gateFailures(const Comparison &comparison, double percent);

} // namespace cownscope::lab

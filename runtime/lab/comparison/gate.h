// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/comparison/comparison.h"

#include <string>
#include <vector>

namespace cownscope::lab {

// The reasons why a change must not pass, one line each, for people. Empty if it may: no point is
// shown to be slower by more than `percent`, and every point that the base has or planned could be
// compared.
std::vector<std::string> gateFailures(const Comparison &comparison, double percent);

} // namespace cownscope::lab

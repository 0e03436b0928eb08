// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace cownscope::lab {

// Of many tests some give a small p by chance. These are the p, in their order, corrected for how
// many there are: if all that are below a level count as shown, the chance that even one of them is
// a false alarm is at most that level, whether the tests depend on each other or not. Holm, "A
// Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6
// (1979); the numbers are those of p.adjust(p, "holm") in R.
std::vector<double> holm(std::span<const double> ps);

} // namespace cownscope::lab

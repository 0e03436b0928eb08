// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace cownscope::lab {

// Corrects p values for the number of tests, since among many tests some have a small p by chance.
// The results are in the order of the input. If all tests with a corrected p below a level count as
// significant, the probability of any false positive is at most that level, even if the tests
// depend on each other. Holm, "A Simple Sequentially Rejective Multiple Test Procedure",
// Scandinavian Journal of Statistics 6 (1979); same results as p.adjust(p, "holm") in R.
std::vector<double> holm(std::span<const double> ps);

} // namespace cownscope::lab

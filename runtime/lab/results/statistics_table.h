// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>

namespace cownscope::lab {

// A row for each point with median, MAD, minimum, maximum and the 95 % interval of the mean of its
// throughput, from the point's members, and the number of its repeats. A note above the table says
// if the sweep was interrupted. No newline at the end.
std::string renderStatisticsTable(const Document &document);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>

namespace cownscope::lab {

// A summary for a terminal: a row for each point with mean and standard deviation of its
// throughput; for a sweep over workers also speedup and efficiency, with their base below the table
// (see speedup.h). A note above the table says if the sweep was interrupted. No newline at the end.
std::string renderTable(const Document &document);

// A line "LABEL: message" with a newline for each point that failed or lacks repeats; empty if
// there is none.
std::string errorLines(const Document &document);

} // namespace cownscope::lab

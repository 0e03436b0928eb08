// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// A summary for a terminal: a row for each point with mean and standard deviation of its
// throughput; for a sweep over workers also speedup and efficiency, with what they relate to below
// the table (see speedup.h). A note above says if the sweep was interrupted. No newline at the end.
std::string renderTable(const Document &document);

// A line "LABEL: message" for each point that failed or lacks repeats, each with its newline; empty
// without such.
std::string errorLines(const Document &document);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/row.h"

#include <string>
#include <vector>

namespace cownscope::lab::transport {

// Both have no newline at the end.

// One line for each kind and size, with MB/s over each transport, and the speedup over the pipe in
// parentheses if that was measured, too.
std::string renderTable(const std::vector<Row> &rows);

// One line for each row, with CPU time and memory.
std::string renderIsolatedTable(const std::vector<Row> &rows);

} // namespace cownscope::lab::transport

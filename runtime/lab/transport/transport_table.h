// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/row.h"
#include "lab/transport/transport_sweep.h"

#include <cstddef>
#include <string>
#include <vector>

namespace cownscope::lab::transport {

// What a run prints at its end, with newlines: the tables below, and what was interrupted.
std::string renderResult(const SweepOptions &options, const SweepResult &result);

// "interrupted with 3 of 36 measured": those that have all their passes.
std::string interruptionText(const std::vector<Row> &rows, std::size_t planned);
// "bytes 2M pool: interrupted after 2 of 3 passes: the run was stopped"
std::string interruptionText(const SweepOptions &options, const Row &row);
std::string skippedText(const Skipped &skipped); // "skipped bytes 2M pool: there is no memory"

// These have no newline at the end.

// One line for each kind and size, with MB/s over each transport, and the speedup over the pipe in
// parentheses if that was measured, too.
std::string renderTable(const std::vector<Row> &rows);

// One line for each row, with CPU time and memory.
std::string renderIsolatedTable(const std::vector<Row> &rows);

} // namespace cownscope::lab::transport

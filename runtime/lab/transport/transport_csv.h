// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/row.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cownscope::lab::transport {

// A header and a line for each row, with the columns of the reference benchmark: size_mb, kind,
// transport, items_per_s, mb_per_s, mb_per_s_lo, mb_per_s_hi, speedup, peak_rss_mb, cpu_sec.
// Numbers are exact when read back.
std::string toCsv(const std::vector<Row> &rows);

// Reads such a file. The columns may be in any order, others are ignored, and the last two may be
// missing or empty. The names of the reference benchmark are understood: no-arena is the pipe,
// numpy are matrices, torch are tensors. Throws ResultError that names the file, the line and the
// column, as in "r.csv: line 3: kind must be bytes, matrix, tensor or packets, but is "text"".
std::vector<Row> readTransportCsv(const std::filesystem::path &path);

// The same for the text of a file; errors begin with the line.
std::vector<Row> rowsFromCsv(std::string_view text);

} // namespace cownscope::lab::transport

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>
#include <vector>

namespace cownscope::lab {

// The fields as a line, quoted if needed and terminated by CRLF, as in RFC 4180.
std::string csvLine(const std::vector<std::string> &fields);

// A header and a row for each repeat; a point without repeats has one row with its error. Columns:
// workload, axis, value (of the axis), point (its index), repeat_index, throughput (1/s),
// elapsed_s, completed, error (of the point). Unknown values are empty fields. Numbers are exact
// when read back.
std::string toCsv(const Document &document);

} // namespace cownscope::lab

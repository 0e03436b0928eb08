// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// The fields as a line, quoted where they need it and ended by CRLF, as RFC 4180 has it.
std::string csvLine(const std::vector<std::string> &fields);

// A header and a row for each repeat; a point without repeats has one row, so that its error is
// there. Columns: workload, axis, value (of the axis), point (its index), repeat_index, throughput
// (1/s), elapsed_s, completed, error (of the point). What is not known is an empty field. Numbers
// read back as the same ones.
std::string toCsv(const Document &document);

} // namespace cownscope::lab

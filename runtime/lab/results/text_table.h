// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

using Row = std::vector<std::string>;

// What a table says where there is nothing to say.
inline constexpr const char *NoValue = "-";

// With so many decimals and, behind it, its unit; NoValue for nothing.
std::string numberCell(std::optional<double> value, int decimals, const char *unit = "");

// Rows of equally many cells, the first the headers, as columns that are as wide as their widest
// cell; a ruled line is under the headers. No newline at the end. Control characters, which a file
// may hold and a terminal would obey, become spaces.
std::string alignedRows(const std::vector<Row> &rows);

// The text with a space for each line break and other control character.
std::string oneLine(std::string text);

} // namespace cownscope::lab

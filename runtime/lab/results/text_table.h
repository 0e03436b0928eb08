// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

using Row = std::vector<std::string>;

// The text of an empty table cell.
inline constexpr const char *NoValue = "-";

// The value with this number of decimals, followed by the unit; NoValue if empty.
std::string numberCell(std::optional<double> value, int decimals, const char *unit = "");

// Formats rows of equal length as aligned columns, with a line under the first row, the headers. No
// newline at the end. Control characters, which a terminal would interpret, become spaces.
std::string alignedRows(const std::vector<Row> &rows);

// The text with a space for each line break and other control character.
std::string oneLine(std::string text);

} // namespace cownscope::lab

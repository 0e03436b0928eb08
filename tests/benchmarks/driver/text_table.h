// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace cownscope::benchmark {

// Lines of as many cells each, with columns that line up in a terminal.
std::string textTable(const std::vector<std::vector<std::string>> &lines);

} // namespace cownscope::benchmark

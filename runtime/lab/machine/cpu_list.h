// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

// Parses logical CPUs as the kernel and taskset write them, "0,2-3"; the result is sorted, without
// duplicates. Empty for an invalid text, an empty list, or numbers above 65535.
std::optional<std::vector<std::uint32_t>> parseCpuList(const std::string &text);

// The reverse: {0, 2, 3} gives "0,2-3". The list is sorted.
std::string cpuListText(const std::vector<std::uint32_t> &cpus);

} // namespace cownscope::lab

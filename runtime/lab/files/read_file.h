// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cownscope::lab {

// The whole file. Reads only regular files, so it never blocks. Throws FileError, also if the file
// is larger than `mostBytes`.
std::string readFile(const std::filesystem::path &path, std::uint64_t mostBytes);

} // namespace cownscope::lab

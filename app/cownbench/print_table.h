// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cownscope::bench {

// Prints the table of a result file, errors of points below it. Throws lab::FileError.
void printTable(const std::filesystem::path &path);

} // namespace cownscope::bench

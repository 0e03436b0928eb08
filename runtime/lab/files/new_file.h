// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cownscope::lab {

// Names that a program chooses. What has such a name already is never touched, whoever else chooses
// one at the same moment.

// Makes an empty file of this name, with the missing folders; false if anything has it. Throws
// FileError.
bool claimFile(const std::filesystem::path &path);

// The same under the first of r.json, r-2.json, r-3.json, … that nothing has. Returns it.
std::filesystem::path claimNewFile(const std::filesystem::path &path);

// Removes one that is not needed after all.
void removeFile(const std::filesystem::path &path) noexcept;

// The first of these names, to be proposed to people; nothing is made.
std::filesystem::path freeName(const std::filesystem::path &path);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cownscope::lab {

// File names that the program chooses. Existing files are never touched, even if another process
// chooses a name at the same time.

// Makes an empty file of this name, with missing folders; false if the name exists. Throws
// FileError.
bool claimFile(const std::filesystem::path &path);

// The same with the first unused name of r.json, r-2.json, r-3.json, … Returns it.
std::filesystem::path claimNewFile(const std::filesystem::path &path);

// Removes a claimed file that is not needed.
void removeFile(const std::filesystem::path &path) noexcept;

// The first unused one of these names, as a proposal; no file is made.
std::filesystem::path freeName(const std::filesystem::path &path);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace cownscope::ui {

// Cuts off what is incomplete at the end of an MP4 file in fragments: some players refuse a file
// that ends in the middle of a fragment's description. Files that are none stay as they are. Throws
// std::system_error.
void keepWholeFragments(const std::filesystem::path &file);

} // namespace cownscope::ui

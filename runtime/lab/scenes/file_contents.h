// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/scenes/scene_file.h"

#include <filesystem>
#include <variant>

namespace cownscope::lab {

// The contents of a result or scene file. The type is detected from the contents, not from the file
// name.
using FileContents = std::variant<Document, NamedScene>;

// Reads the file once. Throws ResultError, with a text that begins with the path.
FileContents readContents(const std::filesystem::path &path);

} // namespace cownscope::lab

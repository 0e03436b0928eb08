// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <variant>

#include "lab/results/result_document.h"
#include "lab/scenes/scene_file.h"

namespace cownscope::lab {

// What a file holds, told by what is in it: names and endings of files say nothing about that.
using FileContents = std::variant<Document, NamedScene>;

// Reads the file once. Throws ResultError whose sentence begins with the path.
FileContents readContents(const std::filesystem::path &path);

} // namespace cownscope::lab

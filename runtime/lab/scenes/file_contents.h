// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/scenes/scene_file.h"

#include <cstddef>
#include <variant>

namespace cownscope::lab {

// The contents of a result or scene file. The type is detected from the contents, not from the file
// name.
using FileContents = std::variant<Document, NamedScene>;

// `bytes` is the size of the file. Throws ResultError, whose text begins with the field.
FileContents contentsFromJson(const Json &json, std::size_t bytes);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string_view>

namespace cownscope::lab {

// The maximum nesting of objects and arrays: values are processed recursively, and the stack is
// limited.
inline constexpr int DeepestNesting = 64;

// The field with the version of the format, in all files.
inline constexpr const char *VersionName = "schema_version";

// Throws ResultError with the byte of the syntax error, or with the limit that was exceeded.
Json parseJson(std::string_view text);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>
#include <string_view>

namespace cownscope::lab {

// The maximum nesting of objects and arrays: values are processed recursively, and the stack is
// limited.
inline constexpr int DeepestNesting = 64;

// The field with the version of the format, in all files.
inline constexpr const char *VersionName = "schema_version";

// Throws ResultError with the byte of the syntax error, or with the limit that was exceeded.
Json parseJson(std::string_view text);

// Text for people and files, with indentation and a newline at the end; and text in one line,
// without one. Bytes that are not UTF-8, for example of a host name, are replaced.
std::string fileText(const Json &json);
std::string lineText(const Json &json);

} // namespace cownscope::lab

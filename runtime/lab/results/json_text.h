// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// The maximum nesting of objects and arrays: values are processed recursively, and the stack is
// limited.
inline constexpr int DeepestNesting = 64;

// Throws ResultError with the byte of the syntax error, or with the limit that was exceeded.
Json parseJson(std::string_view text);

} // namespace cownscope::lab

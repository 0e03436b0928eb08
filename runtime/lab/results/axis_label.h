// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>

namespace cownscope::lab {

// The value of the axis at this point: the input of the same name, with '_' for '-'; for "payload"
// the text "ROWSxCOLUMNS". Null for "none" and if the input is missing.
Json axisValue(const std::string &axis, const Point &point);

// The same as text for tables: "-" if there is no value. As in the reference benchmark, "None" for
// a missing value of an axis that it knows.
std::string axisLabel(const std::string &axis, const Point &point);

// The value of an input as text: a string without quotes, null as "None", anything else as JSON.
std::string inputText(const Json &value);

} // namespace cownscope::lab

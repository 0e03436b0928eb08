// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/result_document.h"

namespace cownscope::lab {

Json toJson(const Document &document);
Json toJson(const Repeat &repeat);

// Throws ResultError that names the field, as in "points[0].repeats[1].elapsed_s must be a number".
Document documentFromJson(const Json &json);

} // namespace cownscope::lab

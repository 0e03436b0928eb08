// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <string>
#include <string_view>

namespace cownscope::lab {

Json toJson(const Document &document);
Json toJson(const Repeat &repeat);

// The text of a result file. Invalid UTF-8, which host names and arguments may contain, is
// replaced, so that no result is lost.
std::string toText(const Document &document);

// Throws ResultError that names the wrong byte or field.
Document documentFromText(std::string_view text);

// Throws ResultError that names the field, as in "points[0].repeats[1].elapsed_s must be a number".
Document documentFromJson(const Json &json);
Repeat repeatFromJson(const Json &json);

// Throws ResultError if the file has another version or none.
void checkSchemaVersion(const Json &json);

} // namespace cownscope::lab

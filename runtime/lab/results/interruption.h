// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// A sweep that has not come to its end, because it runs, was stopped or was killed: its document
// says "interrupted" in the metadata, and points that lack repeats have this as their error. What
// was measured of such a point counts: it has a mean like others, of fewer repeats.
inline constexpr const char *InterruptedMessage = "interrupted";

bool isInterrupted(const Point &point);

// Has another error: its repeats, if any, are those before it failed, and say nothing.
bool hasFailed(const Point &point);

// As its inputs say; nothing if they do not.
std::optional<std::uint64_t> plannedRepeats(const Point &point);

// "interrupted after 2 of 3 repeats"; only for a point that was.
std::string interruptionText(const Point &point);

// "interrupted with 2 of 5 points complete"; nothing if it is whole.
std::optional<std::string> interruptionText(const Document &document);

} // namespace cownscope::lab

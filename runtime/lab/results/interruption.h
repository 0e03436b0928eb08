// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cownscope::lab {

// A sweep that is incomplete because it still runs, was stopped or was killed: "interrupted" is set
// in the metadata, and points that lack repeats have this error. Such a point still has a mean, of
// the repeats so far.
inline constexpr const char *InterruptedMessage = "interrupted";

bool isInterrupted(const Point &point);

// True if it has another error: its repeats, if any, are from before the failure and not valid.
bool hasFailed(const Point &point);

// From its inputs; empty if they do not contain it.
std::optional<std::uint64_t> plannedRepeats(const Point &point);

// "interrupted after 2 of 3 repeats"; only for an interrupted point.
std::string interruptionText(const Point &point);

// "interrupted with 2 of 5 points complete"; empty if it is complete.
std::optional<std::string> interruptionText(const Document &document);

} // namespace cownscope::lab

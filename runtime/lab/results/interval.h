// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <array>
#include <cstddef>
#include <optional>

namespace cownscope::lab {

// The minimum number of repeats. With fewer, the bootstrap interval is not a 95 % interval: with
// three it is the range.
inline constexpr std::size_t LeastForInterval = 5;

// The 95 % interval of the mean, low and high; empty for too few repeats, even if an older file has
// one.
inline std::optional<std::array<double, 2>> intervalOfMean(const Point &point)
{
    if (point.repeats.size() < LeastForInterval)
        return {};
    return point.throughputCi95;
}

} // namespace cownscope::lab

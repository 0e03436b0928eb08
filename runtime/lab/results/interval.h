// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "lab/results/result_document.h"

namespace cownscope::lab {

// Repeats. What resampling says of the mean of fewer is hardly an interval of 95 %: of three it is
// the one from the least to the largest.
inline constexpr std::size_t LeastForInterval = 5;

// The 95 % interval of the mean, low and high; nothing of too few repeats, even if an older file
// has one.
inline std::optional<std::array<double, 2>> intervalOfMean(const Point &point)
{
    if (point.repeats.size() < LeastForInterval)
        return {};
    return point.throughputCi95;
}

} // namespace cownscope::lab

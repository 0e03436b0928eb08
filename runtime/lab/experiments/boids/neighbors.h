// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>

namespace cownscope::lab {

// The mean number of other points within `range` of a point; empty if there is no point. If there
// are more points than `most`, samples at most that number, spread evenly over the plane. Both
// spans have the same size. The time is proportional to the points, and to the neighbors of the
// sampled points. Returns nothing as soon as goOn() returns false.
std::optional<double> meanNeighbors(
    std::span<const float> x, std::span<const float> y, float range,
    std::size_t most = std::numeric_limits<std::size_t>::max(),
    const std::function<bool()> &goOn = [] { return true; });

} // namespace cownscope::lab

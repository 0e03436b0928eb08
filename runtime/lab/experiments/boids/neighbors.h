// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <limits>
#include <optional>
#include <span>

namespace cownscope::lab {

// How many others a point has nearer than `range`, on average; nothing if there is no point. Of
// more points than `most` only every so manieth is asked, evenly over the plane, so that at most
// that many are. Both spans have the same size. Takes time in proportion to the points, and to the
// neighbors of those that are asked; gives up, with nothing, as soon as goOn() says no.
std::optional<double> meanNeighbors(
    std::span<const float> x, std::span<const float> y, float range,
    std::size_t most = std::numeric_limits<std::size_t>::max(),
    const std::function<bool()> &goOn = [] { return true; });

} // namespace cownscope::lab

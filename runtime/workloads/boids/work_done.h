// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::boids {

/// The work of all workers on a flock's completed steps since it was made. Times are sums over all
/// workers, in nanoseconds. The rest of a step's time is scheduling, or waiting for work.
struct WorkDone
{
    std::uint64_t forces = 0;       ///< moving boids by the rules
    std::uint64_t sort = 0;         ///< putting boids into their cells
    std::uint64_t frames = 0;       ///< making frames for a view
    std::uint64_t pairs = 0;        ///< pairs of a lane and a candidate that kernels have computed
    std::uint64_t repartitions = 0; ///< how often the rows were divided into bands again
};

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::boids {

/// What the workers have spent on a flock's completed steps since it was made. Times are of all
/// workers together, in nanoseconds; what a step takes besides is scheduling, or waiting for work.
struct WorkDone
{
    std::uint64_t forces = 0;       ///< in kernels: seeing, the rules, moving
    std::uint64_t sort = 0;         ///< putting boids into their cells
    std::uint64_t frames = 0;       ///< making frames for a view
    std::uint64_t pairs = 0;        ///< of a lane and a candidate that kernels looked at
    std::uint64_t repartitions = 0; ///< how often the load was spread anew over the bands
};

} // namespace cownscope::boids

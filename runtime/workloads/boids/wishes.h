// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// All that the owner of a flock wants of it, as it stands now. Counters only grow, so that the
/// newest wishes include all earlier ones: it does no harm if some never arrive because a runtime
/// was stopped.
struct Wishes
{
    Options target;
    std::uint64_t resets = 0;  ///< how often the flock was to begin anew
    std::uint64_t pauses = 0;  ///< each drops the steps allowed before
    std::uint64_t allowed = 0; ///< steps allowed since the last pause
    std::uint64_t frames = 0;  ///< how often a frame was asked for
    bool freeRunning = false;
};

} // namespace cownscope::boids

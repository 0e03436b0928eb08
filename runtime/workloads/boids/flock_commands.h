// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cownscope::boids {

/// The flock grows: of the boids that there are, those from `first` on have gone before.
struct Spawn
{
    std::uint64_t number; ///< 1 for the first one ever
    std::uint32_t first;  ///< the new boids' ids: first … end − 1
    std::uint32_t end;
    std::optional<Disk> place; ///< where they begin, if not all over the world
};

/// All that the owner of a flock wants of it, as it stands now. Counters only grow, so that the
/// newest wishes include all earlier ones: it does no harm if some never arrive because a runtime
/// was stopped.
struct FlockCommands
{
    std::uint64_t number = 0; ///< of the times that the owner has told all this
    Options target;
    std::vector<Spawn> spawns; ///< in their order, those that may not have taken effect
    std::uint64_t resets = 0;  ///< how often the flock was to begin anew
    std::uint64_t pauses = 0;  ///< each drops the steps allowed before
    std::uint64_t allowed = 0; ///< steps allowed since the last pause
    bool freeRunning = false;
};

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cownscope::boids {

/// Boids that the owner adds. Earlier boids with the same ids may have existed, and were removed.
struct Spawn
{
    std::uint64_t number; ///< 1 for the first one of a flock
    std::uint32_t first;  ///< the new boids have the ids first … end − 1
    std::uint32_t end;
    std::optional<Disk> place; ///< where they start; anywhere in the world if empty
};

/// The current commands of a flock's owner. The newest commands include all earlier ones, since the
/// counters only grow. So nothing is missed if some commands are lost with a stopped runtime.
struct FlockCommands
{
    std::uint64_t number = 0;  ///< number of times the owner has sent commands
    Options target;            ///< the requested state of the flock
    std::vector<Spawn> spawns; ///< in order; only those that may not have taken effect yet
    std::uint64_t resets = 0;  ///< number of resets
    std::uint64_t pauses = 0;  ///< each pause drops the steps allowed before it
    std::uint64_t allowed = 0; ///< steps allowed since the last pause
    bool freeRunning = false;
};

} // namespace cownscope::boids

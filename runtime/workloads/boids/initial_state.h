// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_state.h"
#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// The highest velocity along either axis that a boid starts with, whatever the speed limit.
inline constexpr float maxInitialVelocity = 5;

/// Changes the number of boids: those with the highest ids are removed, or new ones are added with
/// their initial state. That is a position uniform in the birthplace, or in the world if there is
/// none, and a velocity uniform in ± maxInitialVelocity along each axis. It depends only on the
/// seed, the boid's id, and the birthplace or the size of the world.
void setCount(FlockState &state, std::uint32_t boids, const Parameters &parameters,
              std::uint64_t seed, const std::optional<Disk> &birthplace = {});

} // namespace cownscope::boids

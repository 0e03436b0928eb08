// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_state.h"
#include "workloads/boids/parameters.h"

namespace cownscope::tests {

/// One step of the rules as parameters.h words them: every boid looks at every other, no grid, sums
/// in double. Only the distance is compared in float as the kernel does, so that both agree on who
/// is a neighbor.
boids::FlockState oracleStep(const boids::FlockState &before, const boids::Scene &scene);

} // namespace cownscope::tests

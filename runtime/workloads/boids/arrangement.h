// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/flock_state.h"

#include <cstdint>
#include <optional>
#include <span>

namespace cownscope::boids {

/// Collects a flock from its bands: every boid as of the newest step that any band has it at.
///
/// Where the bands of one step are complete and no band is newer, that is the flock of this step.
/// Where steps were broken off, because a runtime was stopped, boids can be one or two steps apart,
/// but each of them is there once: a band is overwritten only after all its boids have arrived in
/// bands of the step that follows.
///
/// \param boids how many there are; the bands hold the ids 0 … boids − 1
FlockState collect(std::span<const SortedBand *const> bands, std::uint32_t boids);

/// Puts a flock into the first geometry.bands bands, as the state after `step`. Boids of one cell
/// are in the order of their ids.
void distribute(const FlockState &state, const Geometry &geometry, std::uint64_t step,
                std::span<SortedBand *const> bands);

/// Makes the bands empty, ready to be gathered into with this geometry.
void clear(const Geometry &geometry, std::span<SortedBand *const> bands);

/// The newest step at which all bands in use are, or nothing. The bands of one parity.
std::optional<std::uint64_t> commonStep(std::span<const SortedBand *const> bands);

} // namespace cownscope::boids

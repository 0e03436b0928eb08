// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/kernel.h"

#include <cstdint>
#include <span>

namespace cownscope::boids {

/// Computes the next state of a band's boids.
///
/// \param neighborhood the band and those beside it, in order: up to three of one step
/// \param own which of them is the band
/// \param worker who computes this
void moveBand(std::span<const SortedBand *const> neighborhood, std::size_t own,
              const StepRules &rules, std::uint32_t worker, MovedBand &moved,
              MoveRow kernel = fastestMoveRow());

/// Fills a band with the boids that moved to its cells, by a stable counting sort.
///
/// \param neighborhood what became of the band's boids and of those beside it, in order
/// \param sorted the band to fill; its geometry and number are set, what else it holds is
/// overwritten \param step the step that this completes
void gatherBand(std::span<const MovedBand *const> neighborhood, std::uint64_t step,
                SortedBand &sorted);

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/flock_state.h"
#include "workloads/boids/partition.h"
#include "workloads/boids/sorted_band.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::boids {

/// Collects a flock from wherever its boids are: each as of the newest step that anything has it
/// at.
///
/// Where all bands are at one step, that is the flock of this step. Where steps were broken off,
/// because a runtime was stopped, boids can be a step apart, but each of them is there once: a band
/// is replaced only after its boids have arrived in the band that follows it or in its edges, and
/// the edges stays until they have arrived in the next bands.
///
/// \param bands the bands, and those that were to replace them: finished ones have a step
/// \param boids how many there are; they have the ids 0 … boids − 1
FlockState gather(std::span<const SortedBand *const> bands, std::span<const BandEdges *const> edges,
                  std::uint32_t boids);

/// A flock divided into bands.
struct Distribution
{
    Partition partition;
    std::vector<SortedBand> bands;
};

/// Divides a flock into so many bands, by what its rows are likely to cost; `step` is the step
/// whose state that is. Boids of one cell are in the order of their ids.
Distribution scatter(const FlockState &state, const Geometry &geometry, std::uint64_t step,
                     const BandMemory &memory, std::uint32_t bands);

/// Copies the rows firstRow … endRow − 1 into a band, from the bands that have them now. The band
/// has a step only if that has succeeded.
void copyRows(std::span<const SortedBand *const> from, std::uint32_t firstRow, std::uint32_t endRow,
              const BandMemory &memory, SortedBand &next);

} // namespace cownscope::boids

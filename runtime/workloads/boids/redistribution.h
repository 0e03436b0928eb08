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

/// Gathers a flock from all its bands and edges, each boid in its newest state.
///
/// If all bands have made the same step, the result is the flock after that step. If steps were
/// interrupted by a stop or a lack of memory, boids may be a step apart, but none is missing: a
/// band is replaced only after its boids have arrived in its replacement or in its edges, and edges
/// are kept until their boids have arrived in the neighboring bands.
///
/// \param bands the bands and those that were to replace them; the ones without a step are ignored
/// \param boids number of boids; their ids are 0 … boids − 1
FlockState gather(std::span<const SortedBand *const> bands, std::span<const BandEdges *const> edges,
                  std::uint32_t boids);

/// A flock divided into bands.
struct Distribution
{
    Partition partition;
    std::vector<SortedBand> bands;
};

/// Divides a flock into this number of bands, by the expected cost of its rows. `step` is the last
/// step of the flock. Boids in the same cell are in the order of their ids.
Distribution scatter(const FlockState &state, const Geometry &geometry, std::uint64_t step,
                     const BandMemory &memory, std::uint32_t bands);

/// Copies the rows firstRow … endRow − 1 into a band, from the bands that have them now. Throws
/// std::bad_alloc; then the band has no step.
void copyRows(std::span<const SortedBand *const> from, std::uint32_t firstRow, std::uint32_t endRow,
              const BandMemory &memory, SortedBand &next);

} // namespace cownscope::boids

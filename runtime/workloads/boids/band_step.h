// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/row_mover.h"
#include "workloads/boids/sorted_band.h"
#include "workloads/boids/step_rules.h"

#include <cstdint>

/// \file
/// The two halves of a step of a band. The first one, advanceBand(), moves the band's boids and
/// sorts them into its inner rows: row after row, so that boids are still in the cache when they
/// are sorted. The first and the last row also get boids from the neighboring bands; the second
/// half, finishBand(), adds those rows.
namespace cownscope::boids {

/// Data of a band and of its neighbors, all of the same step; null if there is no neighbor.
template <class T>
struct Neighborhood
{
    const T *above = nullptr;
    const T *own = nullptr;
    const T *below = nullptr;
};

/// Moves the boids of a band. Throws std::bad_alloc. Until it has succeeded, the edges have no
/// step, and neither they nor `next` are a state of the flock.
///
/// \param worker index of the computing worker
/// \param memory pool for the memory of the moved boids
/// \param next        becomes the band after the step, without its first and its last row
/// \param edges       the boids that move into those rows and into the neighboring bands
/// \param mayContinue as for RowMover::move(); if it returns false, this returns without success
void advanceBand(
    const Neighborhood<SortedBand> &near, const StepRules &rules, const Kernel &kernel,
    std::uint32_t worker, const BandMemory &memory, SortedBand &next, BandEdges &edges,
    const MayContinue &mayContinue = [](std::uint64_t) { return true; });

/// Adds the first and the last row to a band that was advanced. Throws std::bad_alloc; then nothing
/// is changed.
void finishBand(const Neighborhood<BandEdges> &near, SortedBand &next);

} // namespace cownscope::boids

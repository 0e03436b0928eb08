// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/row_mover.h"
#include "workloads/boids/sorted_band.h"
#include "workloads/boids/step_rules.h"

#include <cstdint>

namespace cownscope::boids {

/// The two halves of a step of a band. The first one moves the band's boids and puts them into the
/// rows that are not at the band's edge, row after row, so that what was moved is still in the
/// cache when it is sorted. Rows at the edge get boids from the next bands too, and are finished by
/// the second half.

/// A band and those beside it, of one step; null where there is none.
struct BandNeighborhood
{
    const SortedBand *above = nullptr;
    const SortedBand *own = nullptr;
    const SortedBand *below = nullptr;
};

/// The edges of a band and those beside it, of one step; null where there is none.
struct EdgeNeighborhood
{
    const BandEdges *above = nullptr;
    const BandEdges *own = nullptr;
    const BandEdges *below = nullptr;
};

/// Moves the boids of a band.
///
/// \param worker who computes this
/// \param memory where the boids' new memory comes from
/// \param next becomes the band after the step, but for its first and its last row
/// \param edges what goes to those rows and to the next bands
/// \param mayContinue as for RowMover::move; once it says no, neither next nor edges counts as a
/// state of
///               the flock
void advanceBand(
    const BandNeighborhood &near, const StepRules &rules, const Kernel &kernel,
    std::uint32_t worker, const BandMemory &memory, SortedBand &next, BandEdges &edges,
    const MayContinue &mayContinue = [](std::uint64_t) { return true; });

/// Adds the first and the last row, without which advanceBand() has left the band. If there is no
/// memory for them, throws std::bad_alloc and has changed nothing.
void finishBand(const EdgeNeighborhood &near, SortedBand &next);

} // namespace cownscope::boids

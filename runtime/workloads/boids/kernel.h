// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/step_rules.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace cownscope::boids {

/// The boids of a row of the grid as others see them: where they will be `anticipation` steps
/// later. Element i of each array belongs to the row's i-th boid; those of column c are the
/// elements start[c] − start[0] … start[c + 1] − start[0] − 1. `start` is null for a row outside
/// the world.
struct SeenRow
{
    const float *x = nullptr;
    const float *y = nullptr;
    const float *vx = nullptr;
    const float *vy = nullptr;
    const float *kind = nullptr; ///< 1 for the second species, else 0; null if there is only one
    const std::uint32_t *start = nullptr;
};

/// One row of the grid to compute: its boids in the order of their columns, and how they and those
/// of the rows above and below are seen.
struct RowTask
{
    const float *x = nullptr;
    const float *y = nullptr;
    const float *vx = nullptr;
    const float *vy = nullptr;
    std::uint32_t count = 0;
    std::uint32_t first = 0; ///< first boid to compute now: a multiple of every kernel's lanes
    std::uint32_t end = 0;   ///< end of those to compute now: likewise, or count
    SeenRow rows[3];         ///< above, the row itself, below
    float inverseEdge = 1;
    float inverseWidth = 1; ///< 1 / width of a column
    std::uint32_t columns = 1;
    std::uint32_t reach = 1;      ///< number of columns on either side that may hold neighbors
    std::uint32_t lowestRow = 0;  ///< boids may move to rows from this one
    std::uint32_t highestRow = 0; ///< to this one
    const Influence *influence = nullptr; ///< those that may reach the row
    std::uint32_t influences = 0;
};

/// Where the kernel writes: element i belongs to the row's i-th boid. Up to one vector after the
/// row's boids is overwritten.
struct RowOutput
{
    float *x;
    float *y;
    float *vx;
    float *vy;
    std::uint32_t *column;
    std::uint32_t *row;
};

/// Computes the next state of some boids of a row, by the rules in parameters.h.
///
/// A boid's sums run over its neighbors in the order of the rows, and within a row in the order of
/// memory. Every operation is rounded separately. So a boid's next state depends only on that
/// order, not on bands, the width of vectors or the instruction set.
///
/// All results are finite if all input is: a velocity that would not be finite is not changed.
///
/// Returns the number of pairs of a lane and a candidate that were computed.
using MoveRow = std::uint64_t (*)(const RowTask &task, const StepRules &rules,
                                  const RowOutput &output);

/// A kernel: the same source, compiled for an instruction set, for one species and for two.
struct Kernel
{
    const char *name; ///< "avx512", "avx2" or "baseline"
    std::uint32_t lanes;
    MoveRow oneSpecies;
    MoveRow twoSpecies;
};

/// The kernels that this machine can run: the fastest first, the baseline last.
std::span<const Kernel> kernels() noexcept;

inline const Kernel &fastestKernel() noexcept
{
    return kernels().front();
}

/// Their names: "avx512, avx2, baseline".
std::string kernelNames();

/// The kernel of that name, or null if this machine cannot run it.
const Kernel *kernelNamed(std::string_view name) noexcept;

} // namespace cownscope::boids

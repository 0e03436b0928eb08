// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/geometry.h"
#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// One row of cells. Its boids are consecutive in memory, and so are those of neighboring cells:
/// cell c has the boids cellStart[c] … cellStart[c + 1] − 1. A row outside the world has a null
/// cellStart.
struct RowView
{
    const float *x = nullptr;
    const float *y = nullptr;
    const float *vx = nullptr;
    const float *vy = nullptr;
    const std::uint32_t *cellStart = nullptr;
};

/// Where the kernel writes: element i belongs to boid i of the row in the middle.
struct RowOutput
{
    float *x;
    float *y;
    float *vx;
    float *vy;
    std::uint32_t *cell;
};

/// The constants of a step, made once from the parameters.
struct StepRules
{
    explicit StepRules(const Parameters &parameters) noexcept;

    float visualRangeSquared;
    float separationSquared; ///< of the smaller of separationDistance and visualRange
    float centering;
    float separation;
    float matching;
    float speedLimit;
    float turnStep;
    float anticipation;
    float lowX, highX, lowY, highY; ///< beyond these a boid turns back
};

/// Which cells the boids of a row may move to.
struct CellRange
{
    float inverseEdge;
    std::uint32_t columns;
    std::uint32_t firstRow; ///< of the band before, or of the own band if there is none
    std::uint32_t lastRow;  ///< of the band behind, or of the own band if there is none
};

/// Computes the next state of the boids of rows[1], by the rules in parameters.h. `rows` are three
/// rows, one above the other.
///
/// A boid's sums run over its neighbors in the order of the rows and within a row of the memory;
/// every operation is rounded by itself. So a boid's next state depends on that order alone: not on
/// bands, on the width of vectors, or on the instruction set.
///
/// All results are finite if all input is: a velocity that would not be stays as it was.
using MoveRow = void (*)(const RowView *rows, const StepRules &rules, const CellRange &cells,
                         const RowOutput &output);

void moveRowBaseline(const RowView *rows, const StepRules &rules, const CellRange &cells,
                     const RowOutput &output);
#if defined(__x86_64__)
void moveRowAvx2(const RowView *rows, const StepRules &rules, const CellRange &cells,
                 const RowOutput &output);
void moveRowAvx512(const RowView *rows, const StepRules &rules, const CellRange &cells,
                   const RowOutput &output);
#endif

/// The fastest kernel that this machine can run.
MoveRow fastestMoveRow() noexcept;

/// Its name: "avx512", "avx2" or "baseline".
const char *fastestKernelName() noexcept;

} // namespace cownscope::boids

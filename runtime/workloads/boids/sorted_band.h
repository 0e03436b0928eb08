// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/geometry.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::boids {

/// How the time of a step is spent, in nanoseconds.
struct StepTimes
{
    std::uint64_t forces = 0; ///< in kernels
    std::uint64_t sort = 0;   ///< putting boids into their cells

    StepTimes &operator+=(const StepTimes &other)
    {
        forces += other.forces;
        sort += other.sort;
        return *this;
    }
};

/// The cost of a step for a band.
struct BandCost
{
    StepTimes times;
    std::uint64_t pairs = 0;         ///< pairs of a lane and a candidate that the kernel computed
    std::vector<std::uint64_t> load; ///< by row, in any unit
};

/// Some rows of the grid with their boids after a step. The boids of a row are contiguous in
/// memory, ordered by column, and within a column in the order in which they have arrived; the rows
/// are in any order.
///
/// Boids arrive first from the row above, then from the row itself, then from the row below, each
/// time in their order there. So the order within a row depends only on the flock, not on the
/// bands.
struct SortedBand
{
    Geometry geometry;
    std::uint32_t firstRow = 0;
    std::uint32_t endRow = 0;
    std::uint64_t step = noStep;
    std::uint32_t worker = noWorker;   ///< the worker that computed it
    BandCost cost;                     ///< the cost of that
    std::shared_ptr<BoidArrays> boids; ///< frames share it, so it is constant once `step` is set
    std::vector<std::uint32_t> starts; ///< see startsOf()

    std::uint32_t rows() const { return endRow - firstRow; }

    /// The start index of each column of the row, and the end of the row: geometry.columns + 1
    /// values.
    std::uint32_t *startsOf(std::uint32_t row)
    {
        return starts.data() + std::size_t{row - firstRow} * (geometry.columns + 1);
    }
    const std::uint32_t *startsOf(std::uint32_t row) const
    {
        return starts.data() + std::size_t{row - firstRow} * (geometry.columns + 1);
    }
    /// True if the band has this row, which may be outside the world.
    bool has(std::int64_t row) const { return row >= firstRow && row < endRow; }
};

/// Boids that move into a row. The arrays may be longer than the count.
struct Arrivals
{
    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id;
    std::vector<std::uint32_t> column;
    std::size_t count = 0;

    /// Removes all boids; frees the memory if it was much larger than they needed.
    void clear();
    /// Makes room for this number of further boids. Throws std::bad_alloc.
    void reserveMore(std::size_t boids);
    /// Requires a previous reserveMore().
    void add(float px, float py, float pvx, float pvy, std::uint32_t boid,
             std::uint32_t to) noexcept
    {
        x[count] = px;
        y[count] = py;
        vx[count] = pvx;
        vy[count] = pvy;
        id[count] = boid;
        column[count] = to;
        ++count;
    }
};

/// The boids of a band that a step moves into the band's first or last row or out of the band. The
/// neighboring bands read them.
struct BandEdges
{
    std::uint64_t step = noStep;
    Arrivals above; ///< into the row above the band
    Arrivals first; ///< into its first row
    Arrivals last;  ///< into its last row, if that is not also the first one
    Arrivals below; ///< into the row below the band
};

} // namespace cownscope::boids

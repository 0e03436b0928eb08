// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/geometry.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::boids {

/// Where the time of a step goes.
struct StepTimes
{
    std::uint64_t forces = 0; ///< nanoseconds in kernels
    std::uint64_t sort = 0;   ///< nanoseconds of putting boids into their cells

    StepTimes &operator+=(const StepTimes &other)
    {
        forces += other.forces;
        sort += other.sort;
        return *this;
    }
};

/// What a step of a band has cost.
struct BandCost
{
    StepTimes times;
    std::uint64_t pairs = 0;         ///< of a lane and a candidate, that the kernel looked at
    std::vector<std::uint64_t> load; ///< of each row, in any unit
};

/// Some rows of the world with their boids after one step. A row's boids are together in memory,
/// ordered by column and within a column by arrival; the rows are in no particular order.
///
/// Arrival: boids come from the row above first, then from the row itself, then from the row below,
/// each in the order that they had there. So the order within a row depends on the flock alone.
struct SortedBand
{
    Geometry geometry;
    std::uint32_t firstRow = 0;
    std::uint32_t endRow = 0;
    std::uint64_t step = noStep;
    std::uint32_t worker = noWorker;   ///< who computed it
    BandCost cost;                     ///< what that has cost
    std::shared_ptr<BoidArrays> boids; ///< others may look at it: written before `step` is set only
    std::vector<std::uint32_t> starts; ///< of each row: its columns' first boids, and where it ends

    std::uint32_t rows() const { return endRow - firstRow; }

    /// geometry.columns + 1 values.
    std::uint32_t *startsOf(std::uint32_t row)
    {
        return starts.data() + std::size_t{row - firstRow} * (geometry.columns + 1);
    }
    const std::uint32_t *startsOf(std::uint32_t row) const
    {
        return starts.data() + std::size_t{row - firstRow} * (geometry.columns + 1);
    }
    /// Also asked about the rows above and below the world.
    bool has(std::int64_t row) const { return row >= firstRow && row < endRow; }
};

/// Boids that are on their way into a row. The arrays are longer than the count.
struct Arrivals
{
    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id;
    std::vector<std::uint32_t> column;
    std::size_t count = 0;

    /// Forgets those that are there, and gives memory back if it was much too large for them.
    void clear();
    /// Makes room for so many boids besides those that are there.
    void reserveMore(std::size_t boids);
    /// There is room.
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

/// The boids of a band that come to its outermost rows or leave it, after a step. What the next
/// band needs of this one.
struct BandEdges
{
    std::uint64_t step = noStep;
    Arrivals above; ///< to the row above the band
    Arrivals first; ///< to its first row
    Arrivals last;  ///< to its last row, if that is another one
    Arrivals below; ///< to the row below the band
};

} // namespace cownscope::boids

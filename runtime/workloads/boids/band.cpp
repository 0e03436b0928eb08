// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band.h"

#include <algorithm>
#include <cassert>

namespace cownscope::boids {

namespace {

/// Sees the rows of some adjoining bands as rows of the world.
class Rows
{
public:
    explicit Rows(std::span<const SortedBand *const> bands) noexcept
        : m_bands(bands)
    { }

    /// A row outside the bands has no cells. Rows count from −1 at the upper border of the world.
    RowView operator()(std::int64_t row) const noexcept
    {
        for (const SortedBand *sorted : m_bands) {
            const Geometry &geometry = sorted->geometry;
            const std::int64_t first = geometry.firstRow(sorted->band);
            const std::int64_t end = geometry.firstRow(sorted->band + 1);
            if (row < first || row >= end)
                continue;
            const auto cell = static_cast<std::size_t>(row - first) * geometry.columns;
            const BoidArrays &boids = sorted->boids;
            return {boids.x.data(), boids.y.data(), boids.vx.data(), boids.vy.data(),
                    sorted->cellStart.data() + cell};
        }
        return {};
    }

private:
    std::span<const SortedBand *const> m_bands;
};

} // namespace

void moveBand(std::span<const SortedBand *const> neighborhood, std::size_t own,
              const StepRules &rules, std::uint32_t worker, MovedBand &moved, MoveRow kernel)
{
    const SortedBand &sorted = *neighborhood[own];
    const Geometry &geometry = sorted.geometry;
    const std::size_t count = sorted.boids.count;
    moved.worker = worker;
    moved.boids.resize(count);
    if (moved.cell.size() < moved.boids.id.size())
        moved.cell.resize(moved.boids.id.size());
    std::copy_n(sorted.boids.id.begin(), count, moved.boids.id.begin());

    const std::uint32_t before = sorted.band > 0 ? sorted.band - 1 : 0;
    const std::uint32_t behind = std::min(sorted.band + 1, geometry.bands - 1);
    const CellRange cells{geometry.inverseEdge, geometry.columns, geometry.firstRow(before),
                          geometry.firstRow(behind + 1) - 1};
    const RowOutput output{moved.boids.x.data(), moved.boids.y.data(), moved.boids.vx.data(),
                           moved.boids.vy.data(), moved.cell.data()};
    const Rows view(neighborhood);
    const std::int64_t end = geometry.firstRow(sorted.band + 1);
    for (std::int64_t row = geometry.firstRow(sorted.band); row < end; ++row) {
        const RowView rows[3] = {view(row - 1), view(row), view(row + 1)};
        kernel(rows, rules, cells, output);
    }
}

void gatherBand(std::span<const MovedBand *const> neighborhood, std::uint64_t step,
                SortedBand &sorted)
{
    const Geometry &geometry = sorted.geometry;
    const std::uint32_t firstCell = geometry.firstRow(sorted.band) * geometry.columns;
    const std::uint32_t endCell = geometry.firstRow(sorted.band + 1) * geometry.columns;
    const std::uint32_t cells = endCell - firstCell;

    // Counts, one place on, so that the sums leave each cell's first boid in its own place while
    // the boids are put there: after that cellStart[c] is where cell c begins.
    std::vector<std::uint32_t> &start = sorted.cellStart;
    start.assign(cells + 2, 0);
    for (const MovedBand *moved : neighborhood) {
        for (std::size_t i = 0; i < moved->boids.count; ++i) {
            const std::uint32_t cell = moved->cell[i] - firstCell; // wraps where it is before
            if (cell < cells)
                ++start[cell + 2];
        }
    }
    for (std::size_t cell = 2; cell < start.size(); ++cell)
        start[cell] += start[cell - 1];

    BoidArrays &to = sorted.boids;
    to.resize(start.back());
    if (sorted.worker.size() < to.id.size())
        sorted.worker.resize(to.id.size());
    for (const MovedBand *moved : neighborhood) {
        const BoidArrays &from = moved->boids;
        for (std::size_t i = 0; i < from.count; ++i) {
            const std::uint32_t cell = moved->cell[i] - firstCell;
            if (cell >= cells)
                continue;
            const std::uint32_t place = start[cell + 1]++;
            to.x[place] = from.x[i];
            to.y[place] = from.y[i];
            to.vx[place] = from.vx[i];
            to.vy[place] = from.vy[i];
            to.id[place] = from.id[i];
            sorted.worker[place] = moved->worker;
        }
    }
    sorted.step = step;
    assert(start[cells] == to.count);
}

} // namespace cownscope::boids

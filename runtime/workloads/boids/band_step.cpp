// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band_step.h"

#include <array>
#include <chrono>
#include <span>

namespace cownscope::boids {

namespace {

using Clock = std::chrono::steady_clock;

std::uint64_t nanosecondsBetween(Clock::time_point from, Clock::time_point to)
{
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(to - from).count());
}

/// Replaces the number of boids in each column by the start index of the column; the first column
/// starts at `first`. The last element becomes the end.
void exclusivePrefixSum(std::uint32_t *starts, std::uint32_t columns, std::uint32_t first)
{
    std::uint32_t sum = first;
    for (std::uint32_t column = 0; column <= columns; ++column) {
        const std::uint32_t count = starts[column];
        starts[column] = sum;
        sum += count;
    }
}

/// Puts boids into their columns of a row, one after the other.
class RowWriter
{
public:
    RowWriter(BoidArrays &to, std::vector<std::uint32_t> &cursors, const std::uint32_t *starts,
              std::uint32_t columns)
        : m_x(to.x.data())
        , m_y(to.y.data())
        , m_vx(to.vx.data())
        , m_vy(to.vy.data())
        , m_id(to.id.data())
    {
        cursors.assign(starts, starts + columns);
        m_cursor = cursors.data();
    }

    template <class Boids>
    void put(const Boids &from, std::size_t i)
    {
        const std::uint32_t place = m_cursor[from.column[i]]++;
        m_x[place] = from.x[i];
        m_y[place] = from.y[i];
        m_vx[place] = from.vx[i];
        m_vy[place] = from.vy[i];
        m_id[place] = from.id[i];
    }

private:
    float *m_x;
    float *m_y;
    float *m_vx;
    float *m_vy;
    std::uint32_t *m_id;
    std::uint32_t *m_cursor = nullptr;
};

/// What a worker needs for a band; it keeps the memory for the next one.
struct Scratch
{
    RowMover mover;
    std::vector<std::uint32_t> cursors;
};

Scratch &scratch()
{
    static thread_local Scratch own;
    return own;
}

/// The first half of a band's step.
class BandAdvance
{
public:
    BandAdvance(SortedBand &next, BandEdges &edges, Scratch &scratch)
        : m_next(next)
        , m_edges(edges)
        , m_mover(scratch.mover)
        , m_cursors(scratch.cursors)
        , m_columns(next.geometry.columns)
    { }

    /// Counts the boids of a moved row by their new cells. Boids that move to an edge of the band
    /// are added there.
    void distribute(std::uint32_t row)
    {
        MovedRow &moved = m_mover.moved(row);
        moved.up.clear();
        moved.down.clear();
        const bool nearFirst = row <= m_next.firstRow + 1;
        const bool nearLast = row + 2 >= m_next.endRow;
        if (nearFirst || nearLast)
            distributeNearEdge(row, moved);
        else
            distributeInside(row, moved);
    }

    /// Puts boids into a row. The row itself and those above and below it have been moved.
    void sort(std::uint32_t row)
    {
        std::uint32_t *starts = m_next.startsOf(row);
        BoidArrays &boids = *m_next.boids;
        exclusivePrefixSum(starts, m_columns, static_cast<std::uint32_t>(boids.count));
        boids.resize(starts[m_columns]);
        RowWriter writer(boids, m_cursors, starts, m_columns);
        const MovedRow &above = m_mover.moved(row - 1);
        for (const std::uint32_t i : above.down)
            writer.put(above, i);
        const MovedRow &same = m_mover.moved(row);
        for (std::uint32_t i = 0; i < same.count; ++i) {
            if (same.row[i] == row)
                writer.put(same, i);
        }
        const MovedRow &below = m_mover.moved(row + 1);
        for (const std::uint32_t i : below.up)
            writer.put(below, i);
    }

private:
    void distributeInside(std::uint32_t row, MovedRow &moved)
    {
        // Three rows get boids; most boids stay in their row.
        std::uint32_t *middle = m_next.startsOf(row);
        std::uint32_t *above = m_next.startsOf(row - 1);
        std::uint32_t *below = m_next.startsOf(row + 1);
        for (std::uint32_t i = 0; i < moved.count; ++i) {
            const std::uint32_t to = moved.row[i];
            const std::uint32_t column = moved.column[i];
            if (to == row) {
                ++middle[column];
            } else if (to < row) {
                ++above[column];
                moved.up.push_back(i);
            } else {
                ++below[column];
                moved.down.push_back(i);
            }
        }
    }

    void distributeNearEdge(std::uint32_t row, MovedRow &moved)
    {
        std::array<Arrivals *, 3> arrivals; // for the row above, the row itself, the row below
        std::array<std::uint32_t, 3> leaving{};
        for (std::uint32_t i = 0; i < moved.count; ++i)
            ++leaving[moved.row[i] + 1 - row];
        for (std::uint32_t side = 0; side < 3; ++side) {
            arrivals[side] = edgeFor(row + side);
            if (arrivals[side])
                arrivals[side]->reserveMore(leaving[side]);
        }
        for (std::uint32_t i = 0; i < moved.count; ++i) {
            const std::uint32_t to = moved.row[i];
            if (Arrivals *edge = arrivals[to + 1 - row]) {
                edge->add(moved.x[i], moved.y[i], moved.vx[i], moved.vy[i], moved.id[i],
                          moved.column[i]);
                continue;
            }
            ++m_next.startsOf(to)[moved.column[i]];
            if (to < row)
                moved.up.push_back(i);
            else if (to > row)
                moved.down.push_back(i);
        }
    }

    /// The edge for boids that move into the row `rowPlusOne` − 1 (which may be −1); null for an
    /// inner row.
    Arrivals *edgeFor(std::uint32_t rowPlusOne)
    {
        if (rowPlusOne <= m_next.firstRow)
            return &m_edges.above;
        if (rowPlusOne == m_next.firstRow + 1)
            return &m_edges.first;
        if (rowPlusOne > m_next.endRow)
            return &m_edges.below;
        return rowPlusOne == m_next.endRow ? &m_edges.last : nullptr;
    }

    SortedBand &m_next;
    BandEdges &m_edges;
    RowMover &m_mover;
    std::vector<std::uint32_t> &m_cursors;
    std::uint32_t m_columns;
};

void prepare(const SortedBand &own, const BandMemory &memory, SortedBand &next, BandEdges &edges)
{
    next.geometry = own.geometry;
    next.firstRow = own.firstRow;
    next.endRow = own.endRow;
    next.boids = memory.take(own.boids->count);
    next.starts.assign(std::size_t{own.rows()} * (own.geometry.columns + 1), 0);
    next.cost.load.assign(own.rows(), 0);
    next.cost.times = {};
    next.cost.pairs = 0;
    next.step = noStep;
    edges.step = noStep;
    for (Arrivals *arrivals : {&edges.above, &edges.first, &edges.last, &edges.below})
        arrivals->clear();
}

void finishRow(std::uint32_t row, std::initializer_list<const Arrivals *> sources, SortedBand &next)
{
    const std::uint32_t columns = next.geometry.columns;
    std::uint32_t *starts = next.startsOf(row);
    for (const Arrivals *from : sources) {
        for (std::size_t i = 0; i < from->count; ++i)
            ++starts[from->column[i]];
    }
    exclusivePrefixSum(starts, columns, static_cast<std::uint32_t>(next.boids->count));
    next.boids->resize(starts[columns]);
    RowWriter writer(*next.boids, scratch().cursors, starts, columns);
    for (const Arrivals *from : sources) {
        for (std::size_t i = 0; i < from->count; ++i)
            writer.put(*from, i);
    }
}

} // namespace

void advanceBand(const Neighborhood<SortedBand> &near, const StepRules &rules, const Kernel &kernel,
                 std::uint32_t worker, const BandMemory &memory, SortedBand &next, BandEdges &edges,
                 const MayContinue &mayContinue)
{
    // Besides its pairs, a boid costs as much as some forty pairs.
    constexpr std::uint64_t costOfBoid = 40;

    const SortedBand &own = *near.own;
    Scratch &work = scratch();
    prepare(own, memory, next, edges);
    next.worker = worker;
    BandAdvance advance(next, edges, work);
    Clock::time_point before = Clock::now();
    work.mover.begin(near.above, near.own, near.below, rules, kernel);
    for (std::uint32_t row = own.firstRow; row < own.endRow; ++row) {
        const std::optional<std::uint64_t> pairs = work.mover.move(row, mayContinue);
        if (!pairs)
            return;
        next.cost.pairs += *pairs;
        next.cost.load[row - own.firstRow] = *pairs + costOfBoid * work.mover.moved(row).count;
        const Clock::time_point moved = Clock::now();
        next.cost.times.forces += nanosecondsBetween(before, moved);
        advance.distribute(row);
        if (row >= own.firstRow + 2)
            advance.sort(row - 1);
        before = Clock::now();
        next.cost.times.sort += nanosecondsBetween(moved, before);
    }
    edges.step = own.step + 1;
}

void finishBand(const Neighborhood<BandEdges> &near, SortedBand &next)
{
    static const Arrivals nobody;
    const Clock::time_point begin = Clock::now();
    const Arrivals &fromAbove = near.above ? near.above->below : nobody;
    const Arrivals &fromBelow = near.below ? near.below->above : nobody;
    // Allocates all memory before anything changes.
    next.boids->reserve(next.boids->count + fromAbove.count + near.own->first.count
                        + near.own->last.count + fromBelow.count);
    scratch().cursors.reserve(next.geometry.columns);
    if (next.rows() == 1) {
        finishRow(next.firstRow, {&fromAbove, &near.own->first, &fromBelow}, next);
    } else {
        finishRow(next.endRow - 1, {&near.own->last, &fromBelow}, next);
        finishRow(next.firstRow, {&fromAbove, &near.own->first}, next);
    }
    next.step = near.own->step;
    next.cost.times.sort += nanosecondsBetween(begin, Clock::now());
}

} // namespace cownscope::boids

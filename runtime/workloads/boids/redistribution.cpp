// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/redistribution.h"

#include <algorithm>
#include <vector>

namespace cownscope::boids {

namespace {

struct Source
{
    std::uint64_t step;
    const float *x, *y, *vx, *vy;
    const std::uint32_t *id;
    std::size_t count;
};

template <class Boids>
Source sourceOf(std::uint64_t step, const Boids &boids, std::size_t count)
{
    return {step, boids.x.data(), boids.y.data(), boids.vx.data(), boids.vy.data(), boids.id.data(),
            count};
}

/// The expected cost of each row: a boid checks the boids in the cells around its own, which hold
/// about as many boids as its own cell.
std::vector<std::uint64_t> expectedLoad(const std::vector<std::uint32_t> &counts,
                                        const Geometry &geometry)
{
    const std::uint64_t cellsAround = 3 * (2 * geometry.reach + 1);
    std::vector<std::uint64_t> load(geometry.rows);
    for (std::uint32_t row = 0; row < geometry.rows; ++row) {
        for (std::uint32_t column = 0; column < geometry.columns; ++column) {
            const std::uint64_t boids = counts[std::size_t{row} * geometry.columns + column];
            load[row] += boids * (boids * cellsAround + 100);
        }
    }
    return load;
}

} // namespace

FlockState gather(std::span<const SortedBand *const> bands, std::span<const BandEdges *const> edges,
                  std::uint32_t boids)
{
    std::vector<Source> sources;
    for (const SortedBand *band : bands) {
        if (band->boids && band->step != noStep)
            sources.push_back(sourceOf(band->step, *band->boids, band->boids->count));
    }
    for (const BandEdges *one : edges) {
        if (one->step == noStep)
            continue;
        for (const Arrivals *arrivals : {&one->above, &one->first, &one->last, &one->below})
            sources.push_back(sourceOf(one->step, *arrivals, arrivals->count));
    }
    std::ranges::stable_sort(sources, {}, &Source::step);

    FlockState state;
    state.resize(boids);
    for (const Source &from : sources) {
        for (std::size_t i = 0; i < from.count; ++i) {
            const std::uint32_t id = from.id[i];
            state.x[id] = from.x[i];
            state.y[id] = from.y[i];
            state.vx[id] = from.vx[i];
            state.vy[id] = from.vy[i];
        }
    }
    return state;
}

Distribution scatter(const FlockState &state, const Geometry &geometry, std::uint64_t step,
                     const BandMemory &memory, std::uint32_t bands)
{
    const std::size_t boids = state.x.size();
    const auto cellOf = [&](std::size_t id) {
        return std::size_t{geometry.rowOf(state.y[id])} * geometry.columns
            + geometry.columnOf(state.x[id]);
    };
    std::vector<std::uint32_t> counts(std::size_t{geometry.rows} * geometry.columns);
    for (std::size_t id = 0; id < boids; ++id)
        ++counts[cellOf(id)];
    const std::vector<std::uint64_t> load = expectedLoad(counts, geometry);
    Distribution result{partitionByLoad(load, bands), std::vector<SortedBand>(bands)};
    const std::vector<std::uint32_t> &firstRow = result.partition.firstRow;

    // Each cell's count becomes the index of its next boid in the arrays of its band.
    std::vector<SortedBand *> bandOfRow(geometry.rows);
    std::uint32_t *cell = counts.data();
    for (std::uint32_t b = 0; b < bands; ++b) {
        SortedBand &band = result.bands[b];
        band.geometry = geometry;
        band.firstRow = firstRow[b];
        band.endRow = firstRow[b + 1];
        band.step = step;
        band.cost.load.assign(load.begin() + band.firstRow, load.begin() + band.endRow);
        band.starts.resize(std::size_t{band.rows()} * (geometry.columns + 1));
        std::uint32_t sum = 0;
        for (std::uint32_t row = band.firstRow; row < band.endRow; ++row) {
            bandOfRow[row] = &band;
            std::uint32_t *start = band.startsOf(row);
            for (std::uint32_t column = 0; column < geometry.columns; ++column, ++cell) {
                start[column] = sum;
                sum += *cell;
                *cell = start[column];
            }
            start[geometry.columns] = sum;
        }
        band.boids = memory.take(sum);
        band.boids->resize(sum);
    }
    for (std::size_t id = 0; id < boids; ++id) {
        const std::uint32_t place = counts[cellOf(id)]++;
        BoidArrays &to = *bandOfRow[geometry.rowOf(state.y[id])]->boids;
        to.x[place] = state.x[id];
        to.y[place] = state.y[id];
        to.vx[place] = state.vx[id];
        to.vy[place] = state.vy[id];
        to.id[place] = static_cast<std::uint32_t>(id);
    }
    return result;
}

void copyRows(std::span<const SortedBand *const> from, std::uint32_t firstRow, std::uint32_t endRow,
              const BandMemory &memory, SortedBand &next)
{
    const SortedBand &model = *from.front();
    const std::uint32_t columns = model.geometry.columns;
    next.geometry = model.geometry;
    next.firstRow = firstRow;
    next.endRow = endRow;
    next.step = noStep;
    next.worker = model.worker;
    next.cost.times = {};
    next.cost.pairs = 0;
    next.starts.resize(std::size_t{next.rows()} * (columns + 1));
    next.cost.load.resize(next.rows());

    const auto rowsBegin = [&](const SortedBand &band) {
        return std::max(band.firstRow, firstRow);
    };
    const auto rowsEnd = [&](const SortedBand &band) { return std::min(band.endRow, endRow); };
    std::size_t boids = 0;
    for (const SortedBand *band : from) {
        for (std::uint32_t row = rowsBegin(*band); row < rowsEnd(*band); ++row)
            boids += band->startsOf(row)[columns] - band->startsOf(row)[0];
    }
    next.boids = memory.take(boids);
    BoidArrays &to = *next.boids;
    for (const SortedBand *band : from) {
        const BoidArrays &source = *band->boids;
        for (std::uint32_t row = rowsBegin(*band); row < rowsEnd(*band); ++row) {
            const std::uint32_t *start = band->startsOf(row);
            const auto at = static_cast<std::uint32_t>(to.count);
            const std::uint32_t count = start[columns] - start[0];
            std::uint32_t *newStart = next.startsOf(row);
            for (std::uint32_t column = 0; column <= columns; ++column)
                newStart[column] = start[column] - start[0] + at;
            next.cost.load[row - firstRow] = band->cost.load[row - band->firstRow];
            std::copy_n(source.x.data() + start[0], count, to.x.data() + at);
            std::copy_n(source.y.data() + start[0], count, to.y.data() + at);
            std::copy_n(source.vx.data() + start[0], count, to.vx.data() + at);
            std::copy_n(source.vy.data() + start[0], count, to.vy.data() + at);
            std::copy_n(source.id.data() + start[0], count, to.id.data() + at);
            to.count += count;
        }
    }
    next.step = model.step;
}

} // namespace cownscope::boids

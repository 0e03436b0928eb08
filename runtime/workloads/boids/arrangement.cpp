// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/arrangement.h"

#include "workloads/boids/band.h"

#include <algorithm>
#include <vector>

namespace cownscope::boids {

FlockState collect(std::span<const SortedBand *const> bands, std::uint32_t boids)
{
    std::vector<const SortedBand *> byAge;
    for (const SortedBand *band : bands) {
        if (band->step != noStep)
            byAge.push_back(band);
    }
    std::stable_sort(byAge.begin(), byAge.end(),
                     [](const SortedBand *a, const SortedBand *b) { return a->step < b->step; });

    FlockState state;
    state.resize(boids);
    for (const SortedBand *band : byAge) {
        const BoidArrays &from = band->boids;
        for (std::size_t i = 0; i < from.count; ++i) {
            const std::uint32_t id = from.id[i];
            state.x[id] = from.x[i];
            state.y[id] = from.y[i];
            state.vx[id] = from.vx[i];
            state.vy[id] = from.vy[i];
            state.worker[id] = band->worker[i];
        }
    }
    return state;
}

void distribute(const FlockState &state, const Geometry &geometry, std::uint64_t step,
                std::span<SortedBand *const> bands)
{
    clear(geometry, bands);
    for (std::uint32_t band = 0; band < geometry.bands; ++band) {
        SortedBand &sorted = *bands[band];
        sorted.step = step;
        sorted.cellStart.assign(std::size_t{geometry.firstRow(band + 1) - geometry.firstRow(band)}
                                        * geometry.columns
                                    + 2,
                                0);
    }

    // The counting sort of gatherBand, over all bands at once.
    const std::size_t boids = state.x.size();
    std::vector<std::uint32_t> bandOfRow(geometry.rows);
    for (std::uint32_t row = 0; row < geometry.rows; ++row)
        bandOfRow[row] = geometry.bandOf(row);
    const auto place = [&](std::size_t id) -> std::pair<SortedBand &, std::uint32_t> {
        const std::uint32_t row = geometry.rowOf(state.y[id]);
        SortedBand &sorted = *bands[bandOfRow[row]];
        return {sorted,
                (row - geometry.firstRow(sorted.band)) * geometry.columns
                    + geometry.columnOf(state.x[id])};
    };
    for (std::size_t id = 0; id < boids; ++id) {
        const auto [sorted, cell] = place(id);
        ++sorted.cellStart[cell + 2];
    }
    for (std::uint32_t band = 0; band < geometry.bands; ++band) {
        std::vector<std::uint32_t> &start = bands[band]->cellStart;
        for (std::size_t cell = 2; cell < start.size(); ++cell)
            start[cell] += start[cell - 1];
        bands[band]->boids.resize(start.back());
        bands[band]->worker.resize(bands[band]->boids.id.size());
    }
    for (std::size_t id = 0; id < boids; ++id) {
        const auto [sorted, cell] = place(id);
        const std::uint32_t i = sorted.cellStart[cell + 1]++;
        sorted.boids.x[i] = state.x[id];
        sorted.boids.y[i] = state.y[id];
        sorted.boids.vx[i] = state.vx[id];
        sorted.boids.vy[i] = state.vy[id];
        sorted.boids.id[i] = static_cast<std::uint32_t>(id);
        sorted.worker[i] = state.worker[id];
    }
}

void clear(const Geometry &geometry, std::span<SortedBand *const> bands)
{
    for (std::size_t band = 0; band < bands.size(); ++band) {
        *bands[band] = SortedBand{};
        bands[band]->geometry = geometry;
        bands[band]->band = static_cast<std::uint32_t>(band);
    }
}

std::optional<std::uint64_t> commonStep(std::span<const SortedBand *const> bands)
{
    const std::uint64_t step = bands.front()->step;
    const std::uint32_t used = bands.front()->geometry.bands;
    const auto isCommon = [step](const SortedBand *band) { return band->step == step; };
    if (step == noStep || !std::ranges::all_of(bands.first(used), isCommon))
        return {};
    return step;
}

} // namespace cownscope::boids

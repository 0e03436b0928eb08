// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/frame.h"

#include "workloads/boids/arrangement.h"

#include <algorithm>
#include <optional>

namespace cownscope::boids {

void pack(const SortedBand &band, Frame &frame)
{
    const BoidArrays &from = band.boids;
    for (std::size_t i = 0; i < from.count; ++i) {
        frame.boids[from.id[i]] = {from.x[i], from.y[i], from.vx[i], from.vy[i], band.worker[i]};
    }
}

Snapshot snapshotOf(std::span<const SortedBand *const> even, std::span<const SortedBand *const> odd)
{
    const std::optional<std::uint64_t> evenStep = commonStep(even);
    const std::optional<std::uint64_t> oddStep = commonStep(odd);
    if (!evenStep && !oddStep)
        return {};
    const bool takeOdd = oddStep && (!evenStep || *oddStep > *evenStep);
    const auto bands = takeOdd ? odd : even;

    // As found, not by id: a boid that were lost or doubled would show.
    struct Place
    {
        std::uint32_t id;
        const SortedBand *band;
        std::size_t index;
    };
    std::vector<Place> places;
    for (const SortedBand *band : bands.first(bands.front()->geometry.bands)) {
        for (std::size_t i = 0; i < band->boids.count; ++i)
            places.push_back({band->boids.id[i], band, i});
    }
    std::ranges::stable_sort(places, {}, &Place::id);

    Snapshot snapshot;
    snapshot.step = takeOdd ? *oddStep : *evenStep;
    for (const auto &[id, band, i] : places) {
        snapshot.x.push_back(band->boids.x[i]);
        snapshot.y.push_back(band->boids.y[i]);
        snapshot.vx.push_back(band->boids.vx[i]);
        snapshot.vy.push_back(band->boids.vy[i]);
        snapshot.id.push_back(id);
    }
    return snapshot;
}

} // namespace cownscope::boids

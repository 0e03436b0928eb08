// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/snapshot.h"

#include <algorithm>
#include <stdexcept>

namespace cownscope::boids {

Snapshot snapshotOf(std::span<const SortedBand *const> bands)
{
    // Not indexed by id, so that missing or duplicate boids are visible in the result.
    struct Place
    {
        std::uint32_t id;
        const BoidArrays *boids;
        std::size_t index;
    };
    std::vector<Place> places;
    for (const SortedBand *band : bands) {
        if (!band->boids && band != bands.front())
            continue;
        if (!band->boids || band->step != bands.front()->step)
            throw std::runtime_error("the flock has not completed a step that it has begun");
        for (std::size_t i = 0; i < band->boids->count; ++i)
            places.push_back({band->boids->id[i], band->boids.get(), i});
    }
    std::ranges::stable_sort(places, {}, &Place::id);

    Snapshot snapshot;
    snapshot.step = bands.front()->step;
    for (const auto &[id, boids, i] : places) {
        snapshot.x.push_back(boids->x[i]);
        snapshot.y.push_back(boids->y[i]);
        snapshot.vx.push_back(boids->vx[i]);
        snapshot.vy.push_back(boids->vy[i]);
        snapshot.id.push_back(id);
    }
    return snapshot;
}

} // namespace cownscope::boids

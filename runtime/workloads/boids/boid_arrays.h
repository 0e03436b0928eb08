// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/geometry.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::boids {

/// The worker of a boid's initial state, which no worker computed.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

/// The step of a band that holds nothing.
inline constexpr std::uint64_t noStep = UINT64_MAX;

/// Boids as a structure of arrays: element i of each array belongs to boid i.
///
/// The arrays are longer than the count, so that a kernel may load and store whole vectors at any
/// boid; what lies behind the count has no meaning.
struct BoidArrays
{
    static constexpr std::size_t padding = 16;

    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id;
    std::size_t count = 0;

    /// Changes the count; memory only grows, so that a steady flock does not allocate.
    void resize(std::size_t boids)
    {
        count = boids;
        if (x.size() < boids + padding) {
            const std::size_t room = boids + boids / 4 + padding;
            for (std::vector<float> *array : {&x, &y, &vx, &vy})
                array->resize(room);
            id.resize(room);
        }
    }
};

/// A band's boids of one step, ordered by cell and within a cell by arrival. The order of all bands
/// in a row is that of one stable counting sort of the whole flock.
struct SortedBand
{
    Geometry geometry;
    std::uint32_t band = 0;
    std::uint64_t step = noStep;
    BoidArrays boids;
    std::vector<std::uint32_t> worker; ///< by boid: who computed it; as long as boids.id
    std::vector<std::uint32_t>
        cellStart; ///< by cell of the band: its first boid; one more at the end
};

/// The next state of a band's boids in the order of its SortedBand, not yet moved to their cells.
struct MovedBand
{
    BoidArrays boids;
    std::vector<std::uint32_t> cell; ///< by boid: its new cell, row · columns + column
    std::uint32_t worker = noWorker; ///< who computed them
};

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::boids {

/// The worker of an initial state, which no worker has computed.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

/// The step of a band that holds no state of the flock.
inline constexpr std::uint64_t noStep = UINT64_MAX;

/// Boids as a structure of arrays: element i of each array belongs to one boid.
///
/// The arrays are longer than the count, so that a kernel may load and store whole vectors at any
/// boid. Elements after the count have no meaning.
struct BoidArrays
{
    static constexpr std::size_t padding = 16;

    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id;
    std::size_t count = 0;

    /// The number of boids that fit.
    std::size_t room() const { return id.size() < padding ? 0 : id.size() - padding; }

    /// Makes room for this number of boids and a few more. Keeps the present ones, even if it
    /// throws std::bad_alloc. Memory only grows, so that a steady flock does not allocate.
    void reserve(std::size_t boids)
    {
        if (boids <= room())
            return;
        const std::size_t size = boids + boids / 64 + padding;
        for (std::vector<float> *array : {&x, &y, &vx, &vy}) {
            array->reserve(size); // exactly this size; resize() alone would double the memory
            array->resize(size);
        }
        id.reserve(size);
        id.resize(size);
    }

    /// Changes the count.
    void resize(std::size_t boids)
    {
        reserve(boids);
        count = boids;
    }
};

} // namespace cownscope::boids

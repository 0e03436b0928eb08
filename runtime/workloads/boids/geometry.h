// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// How finely a flock is cut into bands. Changes speed, never results.
struct Tuning
{
    std::uint32_t maxBands = 64;      ///< 1 … 64
    std::uint32_t boidsPerBand = 128; ///< fewer on average are not worth a behavior of their own
};

inline constexpr std::uint32_t bandLimit = 64;

/// A uniform grid over the world and its division into bands of whole rows of cells.
///
/// Cells at the border reach outwards without limit, so every position has a cell. The edge of a
/// cell exceeds both the farthest that a boid can move in a step, and the visual range with what is
/// anticipated of such a move, by a thousandth (more than the rounding in rowOf and columnOf),
/// hence
///  1. the neighbors of a boid are in its cell and the eight around it (but for the one step after
///     the speed limit was lowered, where boids still have the higher speed);
///  2. a boid changes its row by at most one in a step, and therefore its band by at most one.
struct Geometry
{
    float inverseEdge = 1;
    std::uint32_t columns = 1;
    std::uint32_t rows = 1;
    std::uint32_t bands = 1; ///< 1 … min(rows, bandLimit)

    bool operator==(const Geometry &) const = default;

    std::uint32_t columnOf(float x) const noexcept { return cellAlong(x, columns); }
    std::uint32_t rowOf(float y) const noexcept { return cellAlong(y, rows); }

    /// The rows of a band are firstRow(band) … firstRow(band + 1) − 1; never none.
    std::uint32_t firstRow(std::uint32_t band) const noexcept { return rows * band / bands; }
    std::uint32_t bandOf(std::uint32_t row) const noexcept;

private:
    std::uint32_t cellAlong(float position, std::uint32_t count) const noexcept
    {
        const float cell = position * inverseEdge;
        const float last = static_cast<float>(count - 1);
        return static_cast<std::uint32_t>(cell > 0 ? (cell < last ? cell : last) : 0.0f);
    }
};

/// The geometry for validated parameters and that many boids: no more cells than are useful for the
/// flock, and as many bands as are worth their scheduling, however many workers there are.
Geometry geometryFor(const Parameters &parameters, std::uint32_t boids, const Tuning &tuning = {});

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// A uniform grid over the world. Its rows have the height `edge`, its columns the width edge /
/// reach: with narrow columns, fewer boids that are not neighbors are checked.
///
/// Cells at the border extend outwards without limit, so that every position has a cell. The edge
/// is a thousandth larger (which is more than the rounding in rowOf() and columnOf()) than both the
/// farthest move of a boid in a step, and the visual range plus the anticipated part of such a
/// move. Therefore
///  1. the neighbors of a boid are in its row, the one above and the one below, at most `reach`
///     columns away (except in the one step after the speed limit was lowered, when boids still
///     have the higher speed);
///  2. a boid changes its row by at most one in a step.
struct Geometry
{
    float inverseEdge = 1;
    float inverseWidth = 1;
    std::uint32_t columns = 1;
    std::uint32_t rows = 1;
    std::uint32_t reach = 1;

    bool operator==(const Geometry &) const = default;

    std::uint32_t columnOf(float x) const noexcept { return cellAlong(x * inverseWidth, columns); }
    std::uint32_t rowOf(float y) const noexcept { return cellAlong(y * inverseEdge, rows); }
    /// The y at which a row begins, world units.
    float topOf(std::uint32_t row) const noexcept { return static_cast<float>(row) / inverseEdge; }

private:
    static std::uint32_t cellAlong(float cell, std::uint32_t count) noexcept
    {
        const float last = static_cast<float>(count - 1);
        return static_cast<std::uint32_t>(cell > 0 ? (cell < last ? cell : last) : 0.0f);
    }
};

/// The grid for a valid scene and number of boids. It has no more cells than are useful for them.
Geometry geometryFor(const Scene &scene, std::uint32_t boids);

} // namespace cownscope::boids

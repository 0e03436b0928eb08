// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <cstdint>

namespace cownscope::boids {

/// A grid over the world: rows of one height, each cut into columns. A row is as high as the
/// `edge`, a column is 1/reach of it wide, so that few boids are looked at in vain.
///
/// Cells at the border reach outwards without limit, so every position has a cell. The edge exceeds
/// both the farthest that a boid can move in a step, and the visual range with what is anticipated
/// of such a move, by a thousandth (more than the rounding in rowOf and columnOf), hence
///  1. the neighbors of a boid are in its row and those beside it, and there at most `reach`
///     columns away (but for the one step after the speed limit was lowered, where boids still have
///     the higher speed);
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
    /// Where a row begins, world units.
    float topOf(std::uint32_t row) const noexcept { return static_cast<float>(row) / inverseEdge; }

private:
    static std::uint32_t cellAlong(float cell, std::uint32_t count) noexcept
    {
        const float last = static_cast<float>(count - 1);
        return static_cast<std::uint32_t>(cell > 0 ? (cell < last ? cell : last) : 0.0f);
    }
};

/// The geometry for a valid scene and that many boids: no more cells than are useful for the flock.
Geometry geometryFor(const Scene &scene, std::uint32_t boids);

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <array>
#include <cstddef>

namespace cownscope::ui {

// A boid's triangle, flying to the right around its center, widened on all sides so that a fragment
// shader can fade its edges. Pixels.
struct BoidShape
{
    std::array<QPointF, 3> corners; // tip, then the two ends of the tail
    std::array<double, 3> heights;  // each widened corner's distance from the true edge across
    double overhang = 1;            // distance of the widened edges from the true ones
};
BoidShape boidShape(double length);

// A boid's length in pixels: shorter the more boids share the world, as large as the crowd leaves
// room for, perhaps less than a pixel.
double crowdLength(std::size_t boids, double worldArea, double pixelsPerUnit,
                   double devicePixelRatio);

// The least that a triangle must have, in logical pixels, for one boid to be visible.
inline constexpr double LeastTriangle = 3.5;

} // namespace cownscope::ui

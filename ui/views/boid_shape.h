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

// A boid's length in pixels: shorter the more boids share the world, within limits that keep one
// boid visible and a crowd apart.
double boidLength(std::size_t boids, double worldArea, double pixelsPerUnit,
                  double devicePixelRatio);

} // namespace cownscope::ui

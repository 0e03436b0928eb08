// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/boid_shape.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

BoidShape boidShape(double length)
{
    const double width = 0.56 * length;
    const std::array<QPointF, 3> corners{QPointF{0.6 * length, 0},
                                         QPointF{-0.4 * length, -0.5 * width},
                                         QPointF{-0.4 * length, 0.5 * width}};
    std::array<double, 3> sides{}; // across from each corner
    for (std::size_t i = 0; i < 3; ++i) {
        const QPointF edge = corners[(i + 1) % 3] - corners[(i + 2) % 3];
        sides[i] = std::hypot(edge.x(), edge.y());
    }
    const double perimeter = sides[0] + sides[1] + sides[2];
    const double doubledArea = length * width;
    const double inradius = doubledArea / perimeter;
    const QPointF incenter =
        (corners[0] * sides[0] + corners[1] * sides[1] + corners[2] * sides[2]) / perimeter;

    // Growing a triangle from its incenter moves all edges outwards by the same distance.
    BoidShape shape;
    const double growth = (inradius + shape.overhang) / inradius;
    for (std::size_t i = 0; i < 3; ++i) {
        shape.corners[i] = incenter + (corners[i] - incenter) * growth;
        shape.heights[i] = doubledArea / sides[i] * growth - shape.overhang;
    }
    return shape;
}

double crowdLength(std::size_t boids, double worldArea, double pixelsPerUnit,
                   double devicePixelRatio)
{
    const double room = std::sqrt(worldArea / static_cast<double>(std::max<std::size_t>(boids, 1)));
    return std::min(std::min(0.6 * room, 17.0) * pixelsPerUnit, 40.0 * devicePixelRatio);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/boid_shape.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cownscope::ui {
namespace {

// For larger boids, half a pixel makes no visible difference.
constexpr double MostPhasedLength = 12;

// The distance of a point from the edge of a boid at the origin that flies to the right; positive
// inside.
double depthIn(double length, double x, double y)
{
    const double toTail = x + 0.4 * length;
    // The other two edges run from the tip to the ends of the tail, 0.56 of the length apart.
    const double half = 0.28;
    const double norm = std::hypot(half, 1.0);
    const double toSide = (half * (0.6 * length - x) - std::abs(y)) / norm;
    return std::min(toTail, toSide);
}

} // namespace

BoidShape boidShape(double length)
{
    const double width = 0.56 * length;
    const std::array<QPointF, 3> corners{QPointF{0.6 * length, 0},
                                         QPointF{-0.4 * length, -0.5 * width},
                                         QPointF{-0.4 * length, 0.5 * width}};
    std::array<double, 3> sides{}; // opposite of each corner
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
    const double spacing =
        std::sqrt(worldArea / static_cast<double>(std::max<std::size_t>(boids, 1)));
    return std::min(std::min(0.6 * spacing, 17.0) * pixelsPerUnit, 40.0 * devicePixelRatio);
}

BoidSprites::BoidSprites(double length)
    : m_length(length)
    , m_phases(length < MostPhasedLength ? 2 : 1)
{
    for (int heading = 0; heading < Headings; ++heading) {
        for (int phase = 0; phase < m_phases * m_phases; ++phase)
            add(2 * std::numbers::pi * heading / Headings, (phase % m_phases + 0.5) / m_phases,
                (phase / m_phases + 0.5) / m_phases);
    }
}

void BoidSprites::add(double angle, double fractionX, double fractionY)
{
    const double cosine = std::cos(angle);
    const double sine = -std::sin(angle); // y goes down
    const auto coverageAt = [&](int column, int row) {
        const double x = column + 0.5 - fractionX;
        const double y = row + 0.5 - fractionY;
        const double depth = depthIn(m_length, x * cosine + y * sine, y * cosine - x * sine);
        return static_cast<std::uint8_t>(std::lround(255 * std::clamp(depth + 0.5, 0.0, 1.0)));
    };
    // With smooth edges the tip extends almost two pixels further.
    const int most = static_cast<int>(std::ceil(0.6 * m_length + 2.4));
    int left = 0;
    int right = 0;
    int top = 0;
    int bottom = 0;
    for (int row = -most; row <= most; ++row) {
        for (int column = -most; column <= most; ++column) {
            if (coverageAt(column, row) == 0)
                continue;
            left = std::min(left, column);
            right = std::max(right, column);
            top = std::min(top, row);
            bottom = std::max(bottom, row);
        }
    }
    m_sprites.push_back({m_coverage.size(), left, top, right - left + 1, bottom - top + 1});
    m_reach = std::max({m_reach, -left, right, -top, bottom});
    for (int row = top; row <= bottom; ++row) {
        for (int column = left; column <= right; ++column)
            m_coverage.push_back(coverageAt(column, row));
    }
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/geometry.h"

#include "workloads/boids/initial_state.h"

#include <algorithm>
#include <cmath>

namespace cownscope::boids {

namespace {

constexpr double rowsLimit = 2048; // keeps the rounding in rowOf and columnOf below a thousandth
constexpr double smallestCellLimit = 1024;
constexpr std::uint32_t columnsPerEdge = 2;

} // namespace

Geometry geometryFor(const Scene &scene, std::uint32_t boids)
{
    const Parameters &parameters = scene.parameters;
    const double width = parameters.worldWidth;
    const double height = parameters.worldHeight;
    const double farthestMove = double{highestSpeedLimit(scene)} + parameters.turnStep;
    const double cellLimit = std::max(smallestCellLimit, 2.0 * boids);

    const double farthestAhead =
        parameters.anticipation * std::max(farthestMove, double{maxInitialVelocity});
    const double farthestSeen = farthestVisualRange(scene) + farthestAhead;
    double edge = 1.001 * std::max(farthestSeen, farthestMove);
    edge = std::max({edge, width / rowsLimit, height / rowsLimit});
    while (std::ceil(width / edge) * columnsPerEdge * std::ceil(height / edge) > cellLimit)
        edge *= 1.125;

    Geometry geometry;
    geometry.reach = columnsPerEdge;
    geometry.inverseEdge = static_cast<float>(1 / edge);
    geometry.inverseWidth = static_cast<float>(columnsPerEdge / edge);
    geometry.columns = static_cast<std::uint32_t>(std::ceil(width / edge * columnsPerEdge));
    geometry.rows = static_cast<std::uint32_t>(std::ceil(height / edge));
    return geometry;
}

} // namespace cownscope::boids

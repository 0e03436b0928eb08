// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/geometry.h"

#include <algorithm>
#include <cmath>

namespace cownscope::boids {

namespace {

constexpr double cellsAlongLimit = 2048; // keeps the rounding of columnOf under a thousandth cell
constexpr double smallestCellLimit = 1024;

} // namespace

std::uint32_t Geometry::bandOf(std::uint32_t row) const noexcept
{
    std::uint32_t band = row * bands / rows;
    while (band + 1 < bands && firstRow(band + 1) <= row)
        ++band;
    return band;
}

Geometry geometryFor(const Parameters &parameters, std::uint32_t boids, const Tuning &tuning)
{
    const double width = parameters.worldWidth;
    const double height = parameters.worldHeight;
    const double farthestMove = static_cast<double>(parameters.speedLimit) + parameters.turnStep;
    const double cellLimit = std::max(smallestCellLimit, 2.0 * boids);

    const double farthestSeen = parameters.visualRange + parameters.anticipation * farthestMove;
    double edge = 1.001 * std::max(farthestSeen, farthestMove);
    edge = std::max({edge, width / cellsAlongLimit, height / cellsAlongLimit});
    while (std::ceil(width / edge) * std::ceil(height / edge) > cellLimit)
        edge *= 1.125;

    Geometry geometry;
    geometry.inverseEdge = static_cast<float>(1 / edge);
    geometry.columns = static_cast<std::uint32_t>(std::ceil(width / edge));
    geometry.rows = static_cast<std::uint32_t>(std::ceil(height / edge));
    const std::uint32_t worthwhile = boids / std::max(1u, tuning.boidsPerBand);
    const std::uint32_t most = std::min({geometry.rows, tuning.maxBands, bandLimit});
    geometry.bands = std::clamp(worthwhile, 1u, std::max(1u, most));
    return geometry;
}

} // namespace cownscope::boids

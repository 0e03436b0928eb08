// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include <cmath>

namespace cownscope::tests {

namespace {

float turn(float position, float size, const boids::Parameters &parameters)
{
    float change = 0;
    if (position < parameters.turnMargin)
        change += parameters.turnStep;
    if (position > size - parameters.turnMargin)
        change -= parameters.turnStep;
    return change;
}

bool isSecond(std::size_t id, const boids::Scene &scene)
{
    return scene.second && boids::isSecond(static_cast<std::uint32_t>(id), scene.second->share);
}

/// The constants of a boid's species.
boids::SecondSpecies constantsOf(std::size_t id, const boids::Scene &scene)
{
    if (isSecond(id, scene))
        return *scene.second;
    const boids::Parameters &first = scene.parameters;
    return {.share = 0,
            .visualRange = first.visualRange,
            .separationDistance = first.separationDistance,
            .centering = first.centering,
            .separation = first.separation,
            .matching = first.matching,
            .speedLimit = first.speedLimit,
            .avoidance = scene.second ? scene.second->avoidanceOfFirst : 0,
            .avoidanceOfFirst = 0};
}

} // namespace

boids::FlockState oracleStep(const boids::FlockState &before, const boids::Scene &scene)
{
    boids::FlockState after = before;
    const boids::Parameters &parameters = scene.parameters;
    for (std::size_t i = 0; i < before.x.size(); ++i) {
        const boids::SecondSpecies own = constantsOf(i, scene);
        const float visual = own.visualRange * own.visualRange;
        const float close = own.separationDistance * own.separationDistance;
        double n = 0, meanX = 0, meanY = 0, meanVx = 0, meanVy = 0, awayX = 0, awayY = 0;
        double strangeX = 0, strangeY = 0;
        for (std::size_t j = 0; j < before.x.size(); ++j) {
            const float ahead = i == j ? 0 : parameters.anticipation;
            const float seenX = before.x[j] + ahead * before.vx[j];
            const float seenY = before.y[j] + ahead * before.vy[j];
            const float dx = seenX - before.x[i];
            const float dy = seenY - before.y[i];
            const float distance = dx * dx + dy * dy;
            if (!(distance < visual))
                continue;
            if (distance < close) {
                awayX += double{before.x[i]} - double{seenX};
                awayY += double{before.y[i]} - double{seenY};
            }
            if (isSecond(i, scene) != isSecond(j, scene)) {
                strangeX += double{before.x[i]} - double{seenX};
                strangeY += double{before.y[i]} - double{seenY};
                continue;
            }
            n += 1;
            meanX += double{seenX};
            meanY += double{seenY};
            meanVx += double{before.vx[j]};
            meanVy += double{before.vy[j]};
        }
        double vx = before.vx[i];
        double vy = before.vy[i];
        vx += (meanX / n - before.x[i]) * own.centering;
        vy += (meanY / n - before.y[i]) * own.centering;
        vx += awayX * own.separation + strangeX * own.avoidance;
        vy += awayY * own.separation + strangeY * own.avoidance;
        vx += (meanVx / n - vx) * own.matching;
        vy += (meanVy / n - vy) * own.matching;
        for (const boids::Influence &influence : scene.influences) {
            const double dx = before.x[i] - influence.x;
            const double dy = before.y[i] - influence.y;
            const double distance = std::hypot(dx, dy);
            if (distance > 0 && distance < influence.reach) {
                const double push = influence.strength * (1 - distance / influence.reach);
                vx += dx / distance * push;
                vy += dy / distance * push;
            }
        }
        const double speed = std::hypot(vx, vy);
        if (speed > own.speedLimit) {
            vx *= own.speedLimit / speed;
            vy *= own.speedLimit / speed;
        }
        vx += turn(before.x[i], parameters.worldWidth, parameters);
        vy += turn(before.y[i], parameters.worldHeight, parameters);
        after.vx[i] = static_cast<float>(vx);
        after.vy[i] = static_cast<float>(vy);
        after.x[i] = static_cast<float>(before.x[i] + vx);
        after.y[i] = static_cast<float>(before.y[i] + vy);
    }
    return after;
}

} // namespace cownscope::tests

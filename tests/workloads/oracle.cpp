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

} // namespace

boids::FlockState oracleStep(const boids::FlockState &before, const boids::Parameters &parameters)
{
    boids::FlockState after = before;
    const float visual = parameters.visualRange * parameters.visualRange;
    const float close = parameters.separationDistance * parameters.separationDistance;
    for (std::size_t i = 0; i < before.x.size(); ++i) {
        double n = 0, meanX = 0, meanY = 0, meanVx = 0, meanVy = 0, awayX = 0, awayY = 0;
        for (std::size_t j = 0; j < before.x.size(); ++j) {
            const float ahead = i == j ? 0 : parameters.anticipation;
            const float seenX = before.x[j] + ahead * before.vx[j];
            const float seenY = before.y[j] + ahead * before.vy[j];
            const float dx = seenX - before.x[i];
            const float dy = seenY - before.y[i];
            const float distance = dx * dx + dy * dy;
            if (!(distance < visual))
                continue;
            n += 1;
            meanX += double{seenX};
            meanY += double{seenY};
            meanVx += double{before.vx[j]};
            meanVy += double{before.vy[j]};
            if (distance < close) {
                awayX += double{before.x[i]} - double{seenX};
                awayY += double{before.y[i]} - double{seenY};
            }
        }
        double vx = before.vx[i];
        double vy = before.vy[i];
        vx += (meanX / n - before.x[i]) * parameters.centering;
        vy += (meanY / n - before.y[i]) * parameters.centering;
        vx += awayX * parameters.separation;
        vy += awayY * parameters.separation;
        vx += (meanVx / n - vx) * parameters.matching;
        vy += (meanVy / n - vy) * parameters.matching;
        const double speed = std::hypot(vx, vy);
        if (speed > parameters.speedLimit) {
            vx *= parameters.speedLimit / speed;
            vy *= parameters.speedLimit / speed;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_state.h"
#include "workloads/boids/snapshot.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace cownscope::tests {

struct Boid
{
    float x, y, vx, vy;
};

inline boids::FlockState stateOf(std::initializer_list<Boid> boids)
{
    boids::FlockState state;
    for (const Boid &boid : boids) {
        state.x.push_back(boid.x);
        state.y.push_back(boid.y);
        state.vx.push_back(boid.vx);
        state.vy.push_back(boid.vy);
    }
    return state;
}

inline boids::FlockState stateOf(const boids::Snapshot &snapshot)
{
    return {snapshot.x, snapshot.y, snapshot.vx, snapshot.vy};
}

inline float largestDifference(const boids::Snapshot &snapshot, const boids::FlockState &expected)
{
    float largest = 0;
    for (std::size_t i = 0; i < expected.x.size(); ++i) {
        largest = std::max({largest, std::abs(snapshot.x[i] - expected.x[i]),
                            std::abs(snapshot.y[i] - expected.y[i]),
                            std::abs(snapshot.vx[i] - expected.vx[i]),
                            std::abs(snapshot.vy[i] - expected.vy[i])});
    }
    return largest;
}

} // namespace cownscope::tests

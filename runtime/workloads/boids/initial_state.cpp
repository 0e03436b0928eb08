// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/initial_state.h"

#include "base/split_mix.h"

#include <cmath>
#include <numbers>

namespace cownscope::boids {

void setCount(FlockState &state, std::uint32_t boids, const Parameters &parameters,
              std::uint64_t seed, const std::optional<Disk> &birthplace)
{
    const std::size_t present = state.x.size();
    state.resize(boids);
    for (std::size_t id = present; id < boids; ++id) {
        SplitMix random(seed, id);
        const float first = random.unit();
        const float second = random.unit();
        if (birthplace) {
            const float distance = birthplace->radius * std::sqrt(first);
            const float angle = 2 * std::numbers::pi_v<float> * second;
            state.x[id] = birthplace->x + distance * std::cos(angle);
            state.y[id] = birthplace->y + distance * std::sin(angle);
        } else {
            state.x[id] = first * parameters.worldWidth;
            state.y[id] = second * parameters.worldHeight;
        }
        state.vx[id] = (random.unit() * 2 - 1) * maxInitialVelocity;
        state.vy[id] = (random.unit() * 2 - 1) * maxInitialVelocity;
    }
}

} // namespace cownscope::boids

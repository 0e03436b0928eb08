// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/initial_state.h"

#include "workloads/split_mix.h"

namespace cownscope::boids {

void setCount(FlockState &state, std::uint32_t boids, const Parameters &parameters,
              std::uint64_t seed)
{
    constexpr float fastest = 5;
    const std::size_t present = state.x.size();
    state.resize(boids);
    for (std::size_t id = present; id < boids; ++id) {
        SplitMix random(seed, id);
        state.x[id] = random.unit() * parameters.worldWidth;
        state.y[id] = random.unit() * parameters.worldHeight;
        state.vx[id] = (random.unit() * 2 - 1) * fastest;
        state.vy[id] = (random.unit() * 2 - 1) * fastest;
        state.worker[id] = noWorker;
    }
}

} // namespace cownscope::boids

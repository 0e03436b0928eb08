// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/shown_boids.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/live_rings.h"

#include <cmath>
#include <memory>

namespace cownscope::test {

// Takes frames as a view would that draws at once, and looks at them.
struct FrameCounter
    : boids::FrameSink
    , rings::FrameSink
{
    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        for (const ShownBoid &boid : boidsOf(*frame))
            allFinite = allFinite && std::isfinite(boid.x + boid.y + boid.vx + boid.vy);
        flock = std::move(frame);
        ++flockFrames;
    }
    void showFrame(std::shared_ptr<const rings::Frame> frame) override
    {
        chains = std::move(frame);
        ++ringFrames;
    }

    ui::SimulationPorts ports()
    {
        return {.workloads = {&liveFlock, &liveRings},
                .seen = [this](const lab::Workload &) { return seen; },
                .framesPainted = [this] { return flockFrames + ringFrames; }};
    }

    ui::LiveFlock liveFlock{this};
    ui::LiveRings liveRings{this};
    std::uint64_t flockFrames = 0;
    std::uint64_t ringFrames = 0;
    bool allFinite = true;
    bool seen = true;
    std::shared_ptr<const boids::Frame> flock;
    std::shared_ptr<const rings::Frame> chains;
};

// Those of the configuration, with the sizes that the program chooses.
inline rings::Options derivedRings(const ui::Simulation &simulation)
{
    return rings::derived(ringsOf(simulation.configuration()), simulation.configuration().workers);
}

} // namespace cownscope::test

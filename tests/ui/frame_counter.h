// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/shown_boids.h"
#include "ui/engine/view_ports.h"

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

    ui::ViewPorts ports()
    {
        ui::ViewPorts result;
        result.flock = this;
        result.rings = this;
        result.seen = [this](ui::WorkloadKind) { return seen; };
        result.framesPainted = [this] { return flockFrames + ringFrames; };
        return result;
    }

    std::uint64_t flockFrames = 0;
    std::uint64_t ringFrames = 0;
    bool allFinite = true;
    bool seen = true;
    std::shared_ptr<const boids::Frame> flock;
    std::shared_ptr<const rings::Frame> chains;
};

} // namespace cownscope::test

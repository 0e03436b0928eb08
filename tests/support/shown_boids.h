// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/frame.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::test {

// One boid of a frame.
struct ShownBoid
{
    float x, y, vx, vy;
    std::uint32_t worker;

    bool operator==(const ShownBoid &) const = default;
};

// The boids of a frame by id; those that are missing have the worker 12345.
inline std::vector<ShownBoid> boidsOf(const boids::Frame &frame)
{
    std::vector<ShownBoid> all(frame.boids, {0, 0, 0, 0, 12345});
    for (const boids::FramePart &part : frame.parts) {
        const boids::BoidSpans &from = part.boids;
        for (std::size_t i = 0; i < from.count; ++i)
            all.at(from.id[i]) = {from.x[i], from.y[i], from.vx[i], from.vy[i], part.worker};
    }
    return all;
}

// A frame with one part for each worker that occurs, and these boids.
inline std::shared_ptr<boids::Frame> frameOf(const std::vector<ShownBoid> &all)
{
    auto frame = std::make_shared<boids::Frame>();
    frame->boids = all.size();
    std::vector<std::shared_ptr<boids::BoidArrays>> arrays;
    for (std::uint32_t id = 0; id < all.size(); ++id) {
        const ShownBoid &boid = all[id];
        std::size_t part = 0;
        while (part < arrays.size() && frame->parts[part].worker != boid.worker)
            ++part;
        if (part == arrays.size()) {
            arrays.push_back(std::make_shared<boids::BoidArrays>());
            frame->parts.push_back({{}, arrays.back(), 0, 0, boid.worker, 0});
        }
        boids::BoidArrays &to = *arrays[part];
        const std::size_t i = to.count;
        to.resize(i + 1);
        to.x[i] = boid.x;
        to.y[i] = boid.y;
        to.vx[i] = boid.vx;
        to.vy[i] = boid.vy;
        to.id[i] = id;
    }
    for (std::size_t part = 0; part < arrays.size(); ++part)
        frame->parts[part].boids = boids::BoidSpans(*arrays[part]);
    return frame;
}

} // namespace cownscope::test

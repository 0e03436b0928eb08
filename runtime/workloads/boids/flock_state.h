// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace cownscope::boids {

/// A whole flock, not divided: element i of each array belongs to the boid with id i.
struct FlockState
{
    std::vector<float> x, y, vx, vy;

    void resize(std::size_t boids)
    {
        for (std::vector<float> *array : {&x, &y, &vx, &vy})
            array->resize(boids);
    }
};

} // namespace cownscope::boids

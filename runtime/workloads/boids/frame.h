// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/parameters.h"
#include "workloads/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace cownscope::boids {

/// Boids that are only read: element i of each array belongs to one boid.
struct BoidSpans
{
    BoidSpans() = default;
    /// Of arrays that stay as they are.
    explicit BoidSpans(const BoidArrays &arrays)
        : x(arrays.x.data(), arrays.count)
        , y(arrays.y.data(), arrays.count)
        , vx(arrays.vx.data(), arrays.count)
        , vy(arrays.vy.data(), arrays.count)
        , id(arrays.id.data(), arrays.count)
        , count(arrays.count)
    { }

    std::span<const float> x, y, vx, vy;
    std::span<const std::uint32_t> id;
    std::size_t count = 0;
};

/// The boids of one part of the world, which consists of whole rows of the grid.
struct FramePart
{
    /// Constant; the flock continues in other memory. All values are finite, unless they come from
    /// another process. Boids are in no particular order; their ids tell them apart.
    BoidSpans boids;
    std::shared_ptr<const void> owner; ///< of the memory of the boids
    float top = 0;    ///< of its rows, world units; boids outside the world are in the border rows
    float bottom = 0; ///< likewise; the next part begins there
    std::uint32_t worker = noWorker; ///< the worker that computed it; noWorker for an initial state
    std::uint64_t nanoseconds = 0;   ///< how long that took; 0 if the rows were only copied
};

/// A flock after a step, for a view. Its boids are not copied: the memory returns to the flock when
/// the last owner releases the frame, on any thread.
struct Frame
{
    std::uint64_t step = 0;       ///< since the flock's start or its last reset
    Scene scene;                  ///< the scene when the frame was begun
    std::vector<FramePart> parts; ///< from the top of the world to its bottom
    std::size_t boids = 0;        ///< of all parts together
};

using FrameSink = workloads::FrameSink<Frame>;

} // namespace cownscope::boids

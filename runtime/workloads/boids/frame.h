// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/parameters.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace cownscope::boids {

/// One boid as it is drawn. All values are finite.
struct FrameBoid
{
    float x, y, vx, vy;
    std::uint32_t worker; ///< the worker that computed this state; noWorker for the initial state
};

/// A flock after a step, for a view. boids[i] is the boid with id i.
struct Frame
{
    std::uint64_t step;    ///< since the flock's beginning or its last reset
    Parameters parameters; ///< those in force when the frame was begun
    std::vector<FrameBoid> boids;
};

/// Where frames go. Called on the main thread, by one pinned behavior for each frame.
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    virtual void showFrame(std::shared_ptr<const Frame> frame) = 0;
};

/// A whole flock in the order of its ids, for tests and for saving.
struct Snapshot
{
    std::uint64_t step = 0; ///< since the flock's beginning or its last reset
    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id; ///< ascending from 0

    bool operator==(const Snapshot &) const = default;
};

/// Puts the boids of one band into their places of a frame that is large enough.
void pack(const SortedBand &band, Frame &frame);

/// The newest whole step among the bands of both parities; an empty snapshot if there is none.
Snapshot snapshotOf(std::span<const SortedBand *const> even,
                    std::span<const SortedBand *const> odd);

} // namespace cownscope::boids

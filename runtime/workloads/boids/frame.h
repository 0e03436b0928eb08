// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/parameters.h"
#include "workloads/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::boids {

/// The boids of one part of the world: whole rows of cells.
struct FramePart
{
    /// Shared with the flock, which goes on in other memory. All values are finite. The order means
    /// nothing to a view; ids say who is who.
    std::shared_ptr<const BoidArrays> boids;
    float top = 0; ///< of its rows, world units; boids beyond the world's edge are in border rows
    float bottom = 0;                ///< likewise; where the next part begins
    std::uint32_t worker = noWorker; ///< who computed it; noWorker if it was made otherwise
    std::uint64_t nanoseconds = 0;   ///< how long that took; 0 if the rows were just cut anew
};

/// A flock after a step, for a view. Its boids are not copies: the memory goes back to the flock
/// when the last owner of the frame lets go, on whatever thread.
struct Frame
{
    std::uint64_t step = 0;       ///< since the flock's beginning or its last reset
    Scene scene;                  ///< what was in force when the frame was begun
    std::vector<FramePart> parts; ///< from the top of the world to its bottom
    std::size_t boids = 0;        ///< of all parts together
};

using FrameSink = workloads::FrameSink<Frame>;

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/frame.h"

#include <cstddef>
#include <memory>
#include <span>

namespace cownscope::boids {

/// Number of bytes that encode() writes.
std::size_t encodedBytes(const Frame &frame);
/// Writes a frame for another process of the same program, in memory of encodedBytes().
void encode(const Frame &frame, std::span<std::byte> memory);
/// The frame in these bytes, whose boids stay where they are: the owner keeps the memory. The
/// memory is aligned for floats. Throws workloads::FrameError if the bytes are no frame. What the
/// boids are is not checked: positions may be any floats, also while the frame is drawn.
std::shared_ptr<const Frame> decode(std::span<const std::byte> memory,
                                    const std::shared_ptr<const void> &owner);

} // namespace cownscope::boids

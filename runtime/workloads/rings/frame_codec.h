// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/frame.h"

#include <cstddef>
#include <memory>
#include <span>

namespace cownscope::rings {

/// Number of bytes that encode() writes.
std::size_t encodedBytes(const Frame &frame);
/// Writes a frame for another process of the same program, in memory of encodedBytes().
void encode(const Frame &frame, std::span<std::byte> memory);
/// The frame in these bytes, as a copy. Throws workloads::FrameError if they are no frame.
std::shared_ptr<const Frame> decode(std::span<const std::byte> memory);

} // namespace cownscope::rings

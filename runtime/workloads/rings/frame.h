// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_sink.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::rings {

/// What a view draws of one chain.
struct ChainView
{
    std::uint32_t ring;   ///< 0 … rings − 1
    std::uint32_t head;   ///< its window is head, head + stride, … modulo ringSize
    std::uint64_t count;  ///< steps made
    std::uint32_t worker; ///< the worker of the last step; noWorker before the first
};

/// All chains at about the same time: the newest values of each, read without stopping any.
struct Frame
{
    std::uint32_t rings, ringSize, groupSize, stride;
    std::vector<ChainView> chains; ///< ring by ring
};

using FrameSink = workloads::FrameSink<Frame>;

} // namespace cownscope::rings

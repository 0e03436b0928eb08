// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_credits.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace cownscope::rings {

/// One chain as it is drawn.
struct ChainView
{
    std::uint32_t ring;   ///< 0 … rings − 1
    std::uint32_t head;   ///< its window: head, head + stride, … modulo ringSize
    std::uint64_t count;  ///< steps made
    std::uint32_t worker; ///< the worker of the last step; noWorker before the first
};

/// All chains at about one time: each chain's values are its newest, none waits for another.
struct Frame
{
    std::uint32_t rings, ringSize, groupSize, stride;
    std::vector<ChainView> chains; ///< ring by ring
};

/// Where frames go. Called on the main thread, by one pinned behavior for each frame.
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    virtual void showFrame(std::shared_ptr<const Frame> frame) = 0;
    /// The same for a sink that keeps the credit until it has drawn the frame; by itself it is
    /// given back when the frame was shown.
    virtual void takeFrame(std::shared_ptr<const Frame> frame, FrameCredit)
    {
        showFrame(std::move(frame));
    }
};

} // namespace cownscope::rings

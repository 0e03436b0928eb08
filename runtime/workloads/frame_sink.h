// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_credits.h"

#include <memory>
#include <utility>

namespace cownscope::workloads {

/// Receives the frames of a workload, for example as boids::FrameSink or rings::FrameSink. Called
/// on the main thread, by one pinned behavior for each frame.
template <class Frame>
class FrameSink
{
public:
    virtual ~FrameSink() = default;
    virtual void showFrame(std::shared_ptr<const Frame> frame) = 0;
    /// Called for each frame, with its credit. A sink that keeps the credit until it has drawn the
    /// frame overrides this; otherwise the credit is given back when showFrame() returns.
    virtual void takeFrame(std::shared_ptr<const Frame> frame, FrameCredit)
    {
        showFrame(std::move(frame));
    }
};

} // namespace cownscope::workloads

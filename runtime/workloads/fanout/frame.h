// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_sink.h"

#include <cstdint>
#include <vector>

namespace cownscope::fanout {

/// No worker, or a thread that is not a worker.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

/// 32 bits, so that a ChildView has no padding and is sent to another process as it is.
enum class ChildState : std::uint32_t { None, Scheduled, Running, Done };

/// A child of one of the last steps of a producer.
struct ChildView
{
    ChildState state = ChildState::None;
    std::uint32_t age = 0;                ///< steps that its producer has begun since
    std::uint32_t scheduledBy = noWorker; ///< the worker of the producer's step
    std::uint32_t ranBy = noWorker;       ///< the worker of the child; noWorker before it ran

    /// True if another worker took it.
    bool isStolen() const { return ranBy != noWorker && ranBy != scheduledBy; }
};

struct ProducerView
{
    std::uint64_t steps = 0;
    std::uint32_t worker = noWorker; ///< of its last step
};

/// All producers at about the same time: the newest values, read without stopping any.
struct Frame
{
    std::uint32_t width = 0; ///< children of a step
    std::uint32_t shown = 0; ///< how many of them, from the first, are in the frame
    std::uint32_t steps = 0; ///< last steps of each producer in the frame; ages are below it
    std::vector<ProducerView> producers;
    /// `steps` times `shown` of the first producer, then of the next; children of a step are
    /// contiguous, the steps are in no order.
    std::vector<ChildView> children;
};

using FrameSink = workloads::FrameSink<Frame>;

} // namespace cownscope::fanout

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_sink.h"

#include <cstdint>
#include <vector>

namespace cownscope::fanout {

/// In place of a worker: none, or not one of the workers.
inline constexpr std::uint32_t noWorker = UINT32_MAX;

enum class ChildState : std::uint8_t { None, Scheduled, Running, Done };

/// A child of one of a producer's last steps.
struct ChildView
{
    ChildState state = ChildState::None;
    std::uint32_t age = 0;                ///< steps that its producer has begun since
    std::uint32_t scheduledBy = noWorker; ///< the worker of the producer's step
    std::uint32_t ranBy = noWorker;       ///< the worker of the child; noWorker before it ran

    /// Whether another worker took it.
    bool isStolen() const { return ranBy != noWorker && ranBy != scheduledBy; }
};

struct ProducerView
{
    std::uint64_t steps = 0;
    std::uint32_t worker = noWorker; ///< of its last step
};

/// All producers at about one time: each value is its newest, none waits for another.
struct Frame
{
    std::uint32_t width = 0; ///< children of a step
    std::uint32_t shown = 0; ///< of them, the first, that are in the frame
    std::uint32_t steps = 0; ///< of each producer that are in the frame; ages are below it
    std::vector<ProducerView> producers;
    /// `steps` times `shown` of the first producer, then of the next; those of a step are together,
    /// the steps are in no order.
    std::vector<ChildView> children;
};

using FrameSink = workloads::FrameSink<Frame>;

} // namespace cownscope::fanout

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/fanout/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::fanout {

struct Producer;
struct SharedState;

/// One run of the fan-out benchmark. It is over when nothing is in flight in its runtime.
class FanOut
{
public:
    /// Throws std::invalid_argument with the text of validate().
    explicit FanOut(const Options &derivedOptions);
    ~FanOut();
    FanOut(const FanOut &) = delete;
    FanOut &operator=(const FanOut &) = delete;

    /// Schedules the first step of every producer. To be called once.
    void start(boc::Runtime &runtime);

    /// Producers end at once; any thread. Children return early once the runtime is stopped.
    void stop();

    /// Fails if a producer has ended before its last step for lack of memory; any thread.
    /// Exceptions of children go to the runtime's unhandledException.
    Outcome status() const;

    /// Children that have been scheduled so far; any thread. Those of a step count when all of them
    /// are scheduled.
    std::uint64_t scheduledChildren() const;

private:
    std::shared_ptr<SharedState> m_shared;
    std::vector<boc::Cown<Producer>> m_producers;
};

} // namespace cownscope::fanout

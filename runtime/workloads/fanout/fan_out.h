// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/fanout/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::fanout {

struct Producer;
struct Shared;

/// One run of the fan-out benchmark; it is over when nothing is in flight in its runtime.
class FanOut
{
public:
    /// Throws std::invalid_argument with the sentence of validate.
    explicit FanOut(const Options &derivedOptions);
    ~FanOut();
    FanOut(const FanOut &) = delete;
    FanOut &operator=(const FanOut &) = delete;

    /// Schedules the first step of every producer. Once.
    void start(boc::Runtime &runtime);

    /// Producers end where they are; any thread. Children give up once the runtime is stopped.
    void stop();

    /// Children that have been scheduled so far; any thread. Behind by what a step is scheduling at
    /// the moment; exact when nothing is in flight.
    std::uint64_t scheduledChildren() const;

private:
    std::shared_ptr<Shared> m_shared;
    std::vector<boc::Cown<Producer>> m_producers;
};

} // namespace cownscope::fanout

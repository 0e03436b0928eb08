// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/detail/behavior_core.h>

namespace boctest {

/// A behavior that is only queued, never run.
class QueueItem final : public boc::detail::BehaviorCore
{
public:
    explicit QueueItem(boc::detail::Scheduler &scheduler, int n)
        : BehaviorCore(scheduler, {}, 0, 0, 0)
        , number(n)
    { }
    std::exception_ptr run(boc::detail::Verdict) noexcept override { return nullptr; }
    bool execute(boc::detail::WorkerFront &) noexcept override { return true; }
    void destroy() noexcept override { }

    const int number;
};

inline int numberOf(boc::detail::BehaviorCore *behavior)
{
    return behavior ? static_cast<QueueItem *>(behavior)->number : -1;
}

} // namespace boctest

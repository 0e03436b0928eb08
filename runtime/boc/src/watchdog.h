// SPDX-License-Identifier: MIT
#pragma once

#include "pinned_queue.h"

#include <boc/detail/failure.h>
#include <boc/detail/sync.h>
#include <boc/pump.h>

#include <memory>

namespace boc::detail {

class Scheduler;

/// Looks at the pinned queue from its own thread; see WatchdogOptions.
class Watchdog
{
public:
    /// `hook` hears what the options' callback throws.
    Watchdog(const Scheduler &scheduler, const PinnedQueue &queue,
             std::shared_ptr<const ExceptionHook> hook, WatchdogOptions options);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

private:
    void run();

    const Scheduler &m_scheduler;
    const PinnedQueue &m_queue;
    const std::shared_ptr<const ExceptionHook> m_hook;
    const WatchdogOptions m_options;
    Mutex m_mutex;
    ConditionVariable m_wake;
    bool m_ending = false;
    Thread m_thread;
};

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#pragma once

#include "pinned_queue.h"

#include <boc/detail/sync.h>
#include <boc/pump.h>

namespace boc::detail {

class RuntimeContext;

/// Watches the pinned queue on its own thread; see WatchdogOptions.
class Watchdog
{
public:
    Watchdog(const RuntimeContext &context, const PinnedQueue &queue, WatchdogOptions options);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

private:
    void run();

    const RuntimeContext &m_context;
    const PinnedQueue &m_queue;
    const WatchdogOptions m_options;
    Mutex m_mutex;
    ConditionVariable m_wake;
    bool m_ending = false;
    Thread m_thread;
};

} // namespace boc::detail

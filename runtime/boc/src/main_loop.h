// SPDX-License-Identifier: MIT
#pragma once

#include "pinned_queue.h"
#include "running_body.h"
#include "waiters.h"
#include "watchdog.h"

#include <boc/detail/behavior_core.h>
#include <boc/detail/counter.h>
#include <boc/detail/pinned_home.h>
#include <boc/pump.h>
#include <boc/statistics.h>

#include <exception>
#include <functional>
#include <memory>

namespace boc::detail {

class RuntimeContext;
class Scheduler;
class WorkInFlight;

/// The main thread's part of a runtime: the queue of pinned behaviors, pumping, the wake hook, and
/// the list of waiting threads.
///
/// A wait on the main thread pumps meanwhile: it calls pump, enters the waiters, and sleeps there
/// unless hasWork.
class MainLoop
{
public:
    /// `scheduler` is the runtime that is current while its main thread pumps.
    MainLoop(Scheduler &scheduler, RuntimeContext &context, WorkInFlight &inFlight,
             std::function<void()> wakeHook);

    // Any thread.

    /// Queues a ready pinned behavior.
    void push(BehaviorCore &behavior) noexcept;
    /// Notifies an event loop that there is something to pump.
    void callWakeHook() const noexcept;
    PinnedQueueStatus queueStatus() const noexcept { return m_queue.status(); }
    /// A hint: a pinned behavior is ready, or runs.
    bool busy() const noexcept
    {
        return m_queue.hasWork() || m_pumping.load(std::memory_order_relaxed);
    }
    Waiters &waiters() noexcept { return m_waiters; }
    const std::shared_ptr<PinnedHome> &home() const noexcept { return m_home; }
    /// The body that runs on the main thread.
    const RunningBody &running() const noexcept { return m_running; }

    // Main thread.

    PumpResult pump(const PumpOptions &options);
    bool hasWork() const noexcept { return m_queue.hasWork(); }
    void startWatchdog(WatchdogOptions options);
    void endWatchdog() noexcept { m_watchdog.reset(); }

    /// Fills in the counters of this class. Any thread, one at a time; see Scheduler::statistics.
    void collect(Statistics &statistics) noexcept;

private:
    std::exception_ptr execute(BehaviorCore &behavior, PumpResult &result);

    Scheduler &m_scheduler;
    RuntimeContext &m_context;
    WorkInFlight &m_inFlight;
    const std::function<void()> m_wakeHook;
    const std::shared_ptr<PinnedHome> m_home;
    PinnedQueue m_queue;
    Waiters m_waiters;
    Atomic<bool> m_pumping{false};
    alignas(cacheLineSize) Counter m_executed;
    Counter m_pumpCalls;
    Counter m_pumpNs;
    RunningBody m_running;
    std::uint64_t m_highestPushed = 0; // reported so far
    std::unique_ptr<Watchdog> m_watchdog;
};

} // namespace boc::detail

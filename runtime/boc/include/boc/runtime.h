// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/pinned_home.h>
#include <boc/detail/thread_context.h>
#include <boc/detail/worker_front.h>
#include <boc/messages.h>
#include <boc/noticeboard.h>
#include <boc/notification.h>
#include <boc/processors.h>
#include <boc/pump.h>
#include <boc/slow_body.h>
#include <boc/statistics.h>
#include <boc/when.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

/// \file
/// The runtime: its options, workers and main thread.
namespace boc {

/// The maximum number of workers of a runtime, more than any machine has processors.
inline constexpr unsigned maxWorkers = 8192;

/// Options of a runtime.
struct RuntimeOptions
{
    /// Threads that run behaviors. More than maxWorkers is a UsageError; 0 means one fewer than
    /// physicalCores(), at least 1.
    unsigned workers = 0;
    /// Called on any thread each time the pinned queue goes from empty to not empty, to notify an
    /// event loop that it should call pump. Must be quick, and must not pump or wait. If it throws,
    /// the exception goes to unhandledException and the notification is lost: a main thread that
    /// neither waits nor pumps on its own is only notified when the queue has been empty again. May
    /// be called while stop or the destructor runs, never after.
    std::function<void()> wakeHook = {};
    /// Called with a body's exception that nobody can read any more: the result was not kept, its
    /// last handle was dropped unread, or there was no memory to store the exception (then the
    /// result holds std::bad_alloc). Also called with exceptions of the other callbacks here.
    /// Called on any thread; must be thread-safe. If it throws itself, the exception is dropped
    /// with a line on stderr. Default: one line on stderr. Not called with CancelledError and
    /// StoppedError.
    std::function<void(std::exception_ptr)> unhandledException = {};
    /// Off unless its threshold is set.
    WatchdogOptions watchdog = {};
    /// Off unless its threshold is set.
    SlowBodyOptions slowBodies = {};
    /// The maximum number of messages queued under one tag. 0 is a UsageError.
    std::size_t messageCapacity = 16384;
    /// Called on each worker's thread with its index, before its first behavior, to set up
    /// per-thread state such as affinity, a library's state or a profiler. May still run after the
    /// constructor has returned; the worker runs no behavior before it has returned. No runtime is
    /// current in it, and it must not pump or wait for this one. Its exceptions go to
    /// unhandledException, and the worker continues.
    std::function<void(unsigned worker)> workerBegin = {};
    /// The same after the worker's last behavior, before the function that joins the workers
    /// returns: stop, wait, the destructor, or a constructor that could not start all threads.
    /// Called once for each call of workerBegin, on the same thread.
    std::function<void(unsigned worker)> workerEnd = {};
};

/// The work that stop discarded.
struct StopReport
{
    /// Behaviors in flight whose bodies did not run because a stop was requested. Their results
    /// hold StoppedError.
    std::uint64_t cancelled = 0;
};

/// A scheduler of behaviors over worker threads. The thread that constructs it is its main thread:
/// pinned behaviors run there, in pump, and it must destroy the runtime.
///
/// A process may have any number of runtimes, even with the same main thread. They may share all
/// cowns except pinned ones.
///
/// Calls that wait, pump or stop throw UsageError where they would wait for themselves: inside a
/// behavior of this runtime, even indirectly (for example in another runtime that its body made),
/// and in the hooks of RuntimeOptions except unhandledException, which may be called anywhere. A
/// call that throws UsageError has no effect.
///
/// **Threads.** The workers and the runtime's other threads have names ("boc worker 3", "boc
/// watchdog", "boc slow bodies"). They block signals that are sent to the process, so that the
/// program's own threads receive them. See README.md, "Signals".
///
/// **fork.** A forked child process has none of the threads. There, functions that schedule, send,
/// wait, pump or stop throw UsageError, and the destructor neither waits nor destroys anything:
/// call exec or _exit, or make another runtime. If a body forks, the child must not return from it.
class Runtime
{
public:
    /// Starts the workers. Throws UsageError for invalid options, before anything is started;
    /// std::system_error if the system does not allow another thread (see ulimit -u), with a text
    /// that names the thread; std::bad_alloc if there is no memory. Then no thread is left running.
    /// The functions that end a runtime (pump, quiesce, wait, stop, the destructor) need no memory
    /// themselves.
    explicit Runtime(RuntimeOptions options = {});

    /// Waits like wait(), so that all work is done at the end of the C++ scope; joins the workers
    /// and destroys the remaining values of pinned cowns. Call stop() first if work may continue
    /// for ever or is no longer wanted. Main thread only. Where wait() would throw, it prints the
    /// reason on stderr and terminates the program.
    ~Runtime();

    Runtime(const Runtime &) = delete;
    Runtime &operator=(const Runtime &) = delete;

    /// `boc::when` on this runtime instead of the calling thread's.
    template <class... Requests>
    When<Requests...> when(Requests &&...requests)
    {
        return When<Requests...>(*m_scheduler, std::forward<Requests>(requests)...);
    }

    /// `boc::notification` on this runtime instead of the calling thread's.
    template <class... Requests>
    NotificationOn<Requests...> notification(Requests &&...requests)
    {
        return NotificationOn<Requests...>(*m_scheduler, std::forward<Requests>(requests)...);
    }

    /// Runs ready pinned behaviors within the bounds. Main thread only, and not from inside a
    /// pinned behavior: throws UsageError otherwise. Never blocks.
    PumpResult pump(const PumpOptions &options = {});

    /// Waits until nothing is in flight, and leaves the workers running; false on timeout. On the
    /// main thread it pumps meanwhile; on another thread it only waits. Throws UsageError inside a
    /// behavior, which would wait for itself.
    bool quiesce(std::optional<std::chrono::nanoseconds> timeout = {});

    /// For outside producers that are faster than the runtime: waits until fewer than `limit`
    /// behaviors are in flight; false on timeout.
    ///
    ///     while (auto item = source.next()) {
    ///         runtime.waitForRoom(1000);
    ///         runtime.when(sink) << …;
    ///     }
    ///
    /// On the main thread it pumps meanwhile, so that pinned behaviors complete; on another thread
    /// it only waits. It reserves nothing: several producers may return at once. `when` itself
    /// never waits, so scheduling neither blocks nor runs other bodies. Throws UsageError inside a
    /// behavior, which would wait for itself, and for a limit of 0.
    ///
    /// Cost: if there is room, a sum over the workers' counters. Sleeping and waking for each
    /// behavior is expensive, so schedule a batch after each call. Workers pay one load of a value
    /// that only waiting threads write.
    bool waitForRoom(std::uint64_t limit, std::optional<std::chrono::nanoseconds> timeout = {});

    /// Waits until nothing is in flight and all event sources have ended (see EventSource), and
    /// then stops: no behavior can be scheduled any more. False on timeout; then the runtime is
    /// still running. Main thread only.
    bool wait(std::optional<std::chrono::nanoseconds> timeout = {});

    /// From now on nothing can be scheduled or sent, and no body starts. Behaviors in flight are
    /// released in order, open promises fail with StoppedError, and waiting receivers throw it. Any
    /// thread, also inside a behavior; returns at once.
    void requestStop() noexcept;

    /// Requests a stop, waits until everything in flight is released (running bodies end first) and
    /// joins the workers. Idempotent. Main thread only.
    StopReport stop();

    /// True once a stop was requested.
    bool stopped() const noexcept;

    /// The runtime's noticeboard; any thread. Its contents remain after wait and stop, until the
    /// runtime is destroyed.
    Noticeboard &noticeboard() noexcept;
    /// The same, read-only.
    const Noticeboard &noticeboard() const noexcept;

    /// The runtime's message queues; any thread. Queued messages remain after wait and stop, until
    /// the runtime is destroyed.
    Messages &messages() noexcept;

    /// All counters. Any time, any thread; does not slow down the workers.
    Statistics statistics() const;

    /// The current state of the pinned queue; any thread.
    PinnedQueueStatus pinnedQueue() const;

    /// The number of workers.
    unsigned workers() const noexcept;

    /// Behaviors scheduled and not completed; any thread. Exact while nothing runs; otherwise at
    /// least the number of behaviors that were in flight during the whole call.
    std::uint64_t inFlight() const noexcept;

    /// The calling thread's runtime: on a worker its own; otherwise the one that the thread pumps,
    /// or the last one that it made and that still exists; null if there is none.
    static Runtime *current() noexcept;

private:
    friend detail::Scheduler &detail::schedulerOf(Runtime &runtime) noexcept;
    std::unique_ptr<detail::Scheduler> m_scheduler;
};

/// The index of the calling worker in its runtime, from 0; −1 on other threads.
inline int currentWorker() noexcept
{
    const detail::WorkerFront *const worker = detail::threadContext().worker;
    return worker ? static_cast<int>(worker->index) : -1;
}

} // namespace boc

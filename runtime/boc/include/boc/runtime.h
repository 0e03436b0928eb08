// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/pinned_home.h>
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
/// The life of a runtime: its workers, its main thread, its end.
namespace boc {

/// The most workers that a runtime can have: more than machines have processors.
inline constexpr unsigned maxWorkers = 8192;

/// How a runtime is set up.
struct RuntimeOptions
{
    /// Threads that run behaviors, at most maxWorkers, otherwise the constructor throws UsageError;
    /// 0 means one fewer than physicalCores(), at least 1.
    unsigned workers = 0;
    /// Called on any thread, once, when the pinned queue goes from empty to not empty, so that an
    /// event loop can be told to call pump. Must be quick, and must not pump or wait itself. What
    /// it throws goes to unhandledException, and the queue stays unannounced: a main thread that
    /// neither waits nor pumps by itself does not learn of it before the next rise. It may still be
    /// called while stop or the destructor runs, never after.
    std::function<void()> wakeHook = {};
    /// Called with an exception that a body threw and that nobody can read any more: nobody kept
    /// the result, its last handle went unread, or there was no memory to store it (the result then
    /// holds std::bad_alloc); and with what the other callbacks here throw. On the thread where
    /// that became clear; must be thread-safe. What it throws itself is dropped with a line on
    /// stderr, as nobody is left to hear it. Unset: one line on stderr. Not called with
    /// CancelledError and StoppedError, which tell nothing that is not known.
    std::function<void(std::exception_ptr)> unhandledException = {};
    /// Off unless its threshold is set.
    WatchdogOptions watchdog = {};
    /// Off unless its threshold is set.
    SlowBodyOptions slowBodies = {};
    /// The most messages that can wait under one tag; at least 1, otherwise the constructor throws
    /// UsageError.
    std::size_t messageCapacity = 16384;
    /// Called on each worker's thread with its index, before its first behavior: to set what
    /// belongs to a thread, such as its place among the processors, a library's state or a
    /// profiler. May still run when the constructor has returned; the worker runs nothing before it
    /// has. No runtime is current in it, and it must not pump or wait for this one. What it throws
    /// goes to unhandledException, and the worker goes on.
    std::function<void(unsigned worker)> workerBegin = {};
    /// The same behind the worker's last behavior: before stop, wait or the destructor returns that
    /// joins the workers, and before the constructor throws if the threads cannot be had. Called
    /// once for each call of workerBegin, on the same thread.
    std::function<void(unsigned worker)> workerEnd = {};
};

/// What stop had to give up.
struct StopReport
{
    /// Behaviors that were in flight and whose bodies did not run since the stop was requested.
    /// Their results hold StoppedError.
    std::uint64_t cancelled = 0;
};

/// A scheduler of behaviors over worker threads. The thread that constructs it is its main thread:
/// pinned behaviors run there, in pump, and it must destroy the runtime.
///
/// Any number of runtimes can live in one process, also with the same main thread, and share cowns
/// other than pinned ones.
///
/// Calls that wait, pump or end are refused with UsageError where they would wait for themselves:
/// inside a behavior of this runtime, however deep (in a runtime that its body made, say), and in
/// one of the hooks of RuntimeOptions (unhandledException excepted, which may be called anywhere).
/// A call that is refused has no effect.
///
/// **Threads.** The workers and the runtime's other threads have names ("boc worker 3", "boc
/// watchdog", "boc slow bodies") and block the signals that are sent to the process, so that those
/// go to threads of the program. See README.md, "Signals".
///
/// **fork.** The threads are not in a process that was forked from this one. There the runtime
/// refuses with UsageError whatever schedules, sends, waits, pumps or ends, and its destructor lets
/// go of everything without waiting or destroying: call exec or _exit, or make another runtime. A
/// body that forks must see to it that the child does not return from it.
class Runtime
{
public:
    /// Starts the workers. Throws UsageError for options that cannot be, before anything is done;
    /// std::system_error, whose text says which thread could not be started, if the system has none
    /// left for this process (see ulimit -u); std::bad_alloc if there is no memory. No thread is
    /// left behind then. What ends a runtime (pump, quiesce, wait, stop, the destructor) needs no
    /// memory of its own.
    explicit Runtime(RuntimeOptions options = {});

    /// Waits as wait() does, so that a program's work is done at the end of the scope; joins the
    /// workers and destroys the values of pinned cowns that are left. Call stop() first where work
    /// may go on for ever or is no longer wanted. Main thread only; where wait() is refused, the
    /// program ends with a sentence on stderr.
    ~Runtime();

    Runtime(const Runtime &) = delete;
    Runtime &operator=(const Runtime &) = delete;

    /// `boc::when` on this runtime, whichever the calling thread's is.
    template <class... Requests>
    When<Requests...> when(Requests &&...requests)
    {
        return When<Requests...>(*m_scheduler, std::forward<Requests>(requests)...);
    }

    /// `boc::notification` on this runtime, whichever the calling thread's is.
    template <class... Requests>
    NotificationOn<Requests...> notification(Requests &&...requests)
    {
        return NotificationOn<Requests...>(*m_scheduler, std::forward<Requests>(requests)...);
    }

    /// Runs ready pinned behaviors within the bounds. Main thread only, and not from inside a
    /// pinned behavior: throws UsageError otherwise. Never blocks.
    PumpResult pump(const PumpOptions &options = {});

    /// Waits until nothing is in flight, leaving the workers running; true if that came about
    /// before the timeout. Pumps meanwhile when called on the main thread; on another thread it
    /// only waits. Throws UsageError inside a behavior, which would wait for itself.
    bool quiesce(std::optional<std::chrono::nanoseconds> timeout = {});

    /// For producers outside the runtime that are faster than it: waits until fewer than `limit`
    /// behaviors are in flight; true if that came about before the timeout.
    ///
    ///     while (auto item = source.next()) {
    ///         runtime.waitForRoom(1000);
    ///         runtime.when(sink) << …;
    ///     }
    ///
    /// Pumps meanwhile on the main thread, where it is the only way to make room that pinned
    /// behaviors take; on another thread it only waits. It reserves nothing: several producers may
    /// each find room for one. `when` itself never waits, so that scheduling neither blocks nor
    /// runs other people's bodies in the middle of an expression; who wants a bound asks here.
    /// Throws UsageError inside a behavior, which would wait for itself, and for a limit of 0.
    ///
    /// Cost: where there is room, a sum over the workers' counters. A producer that sleeps and
    /// wakes for each behavior pays for that: ask for room for a batch. Workers pay one load of a
    /// flag that is written only by those who have to wait.
    bool waitForRoom(std::uint64_t limit, std::optional<std::chrono::nanoseconds> timeout = {});

    /// Quiesces, waits for the end of all event sources (see EventSource), and then stops: no
    /// behavior can be scheduled any more. False on timeout, with everything still running. Main
    /// thread only.
    bool wait(std::optional<std::chrono::nanoseconds> timeout = {});

    /// From now on nothing can be scheduled or sent and no body starts; what is in flight is
    /// released in order, open promises are failed with StoppedError, and whoever waits for a
    /// message gets it thrown. Any thread, also inside a behavior; returns at once.
    void requestStop() noexcept;

    /// Requests a stop, sees everything in flight released (bodies that run already end first) and
    /// joins the workers. Idempotent. Main thread only.
    StopReport stop();

    /// True once a stop was requested.
    bool stopped() const noexcept;

    /// The store of flags and summaries that belongs to this runtime; any thread. Its contents
    /// outlast wait and stop and end with the runtime.
    Noticeboard &noticeboard() noexcept;
    /// The same, to read.
    const Noticeboard &noticeboard() const noexcept;

    /// The message queues of this runtime; any thread. What is in them outlasts wait and stop and
    /// ends with the runtime.
    Messages &messages() noexcept;

    /// Counters, at any time, from any thread, without slowing the workers.
    Statistics statistics() const;

    /// The pinned queue now; any thread.
    PinnedQueueStatus pinnedQueue() const;

    /// How many workers there are.
    unsigned workers() const noexcept;

    /// Behaviors scheduled and not completed; any thread. Exact when nothing runs, otherwise never
    /// below what was in flight throughout the call.
    std::uint64_t inFlight() const noexcept;

    /// The calling thread's runtime: a worker's own, or the one that this thread pumps, or the last
    /// one alive that it made; null on any other thread.
    static Runtime *current() noexcept;

private:
    friend detail::Scheduler &detail::schedulerOf(Runtime &runtime) noexcept;
    std::unique_ptr<detail::Scheduler> m_scheduler;
};

/// The index of the calling worker in its runtime, from 0; −1 on a thread that is no worker.
int currentWorker() noexcept;

} // namespace boc

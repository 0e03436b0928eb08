// SPDX-License-Identifier: MIT
#pragma once

#include "forks.h"
#include "idle_workers.h"
#include "message_queues.h"
#include "pinned_queue.h"
#include "room_waiters.h"
#include "running_body.h"
#include "slow_body_detector.h"
#include "waiters.h"
#include "watchdog.h"
#include "worker.h"
#include <boc/detail/in_flight.h>

#include <boc/detail/failure.h>
#include <boc/detail/pinned_home.h>
#include <boc/detail/promise_registry.h>
#include <boc/detail/runtime_link.h>
#include <boc/detail/scope_state.h>
#include <boc/detail/sync.h>
#include <boc/messages.h>
#include <boc/noticeboard.h>
#include <boc/runtime.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace boc::detail {

/// What a Runtime is made of: the workers, the pinned queue, the counts of work in flight, and the
/// decisions where a ready behavior goes and who is woken for it. There is no queue and no lock
/// that all scheduling passes through.
class Scheduler
{
public:
    Scheduler(Runtime &runtime, RuntimeOptions options);
    ~Scheduler();
    Scheduler(const Scheduler &) = delete;
    Scheduler &operator=(const Scheduler &) = delete;

    Runtime &runtime() const noexcept { return m_runtime; }
    std::uint64_t id() const noexcept { return m_home->runtimeId(); }
    const std::shared_ptr<PinnedHome> &home() const noexcept { return m_home; }
    const std::shared_ptr<PromiseRegistry> &promises() const noexcept { return m_promises; }
    const std::shared_ptr<RuntimeLink> &link() const noexcept { return m_link; }
    const std::shared_ptr<const ExceptionHook> &hook() const noexcept { return m_hook; }
    void report(const std::exception_ptr &exception) const noexcept
    {
        reportException(*m_hook, exception);
    }

    bool onMainThread() const noexcept { return currentThread() == m_mainThread; }

    // Where calls may be made. Those that require throw UsageError in the name of the call.

    /// Does this thread run a behavior of this runtime, or pump it, however deep inside?
    bool isInside() const noexcept;
    /// Is this a process that was forked from the one that made the runtime?
    bool isForked() const noexcept { return m_forks != forksAbove(); }
    void requireProcess(const char *call) const;
    void requireMainThread(const char *call, const char *purpose) const;
    void requireNoHook(const char *call) const;
    /// For what waits.
    void requireOutside(const char *call) const;
    /// For what ends the runtime.
    void requireEnding(const char *call, const char *purpose) const;

    // Lives of behaviors, any thread.

    ScopeState *admit(ScopeState *named);
    void retract(ScopeState *scope) noexcept;
    /// Hands a ready behavior, unless it is for the calling thread's worker, to a worker or to the
    /// main thread.
    void dispatchElsewhere(BehaviorCore &behavior) noexcept;
    /// Gives up the behavior's cowns, dispatching whatever becomes ready, and destroys it.
    static void release(BehaviorCore &behavior, Handover &handover) noexcept;
    /// An EventSource begins or ends.
    void beginSource() noexcept;
    void endSource() noexcept;
    /// Nothing of some scope is in flight any more.
    void announceScopeDone() noexcept { m_waiters.notify(); }
    /// Tells the main thread that retired pinned cowns wait for it.
    void announceRetired() noexcept;

    // For workers.

    /// On the worker's thread, before its first behavior and behind its last.
    void announceBegin(unsigned worker) const noexcept;
    void announceEnd(unsigned worker) const noexcept;

    /// Somebody wants to know which bodies run.
    bool marksBodies() const noexcept
    {
        return (m_attention.reasons.load(std::memory_order_relaxed) & Attention::MarksBodies) != 0;
    }

    const Attention &attention() const noexcept { return m_attention; }
    IdleWorkers &idle() noexcept { return m_idle; }
    unsigned workerCount() const noexcept { return static_cast<unsigned>(m_workers.size()); }
    Worker &worker(unsigned index) noexcept { return *m_workers[index]; }
    bool anyWork() const noexcept;
    /// After a publication: sees to it that somebody looks for work, best the worker with this
    /// index.
    void wakeIfNeeded(unsigned first = 0) noexcept;
    void notifyIfQuiescent() noexcept;
    /// After a completion: wakes those who wait for room if there may be some.
    void notifyIfRoom() noexcept
    {
        if (const std::uint64_t limit = m_room.limit()) [[unlikely]] {
            if (inFlight() < limit)
                m_waiters.notify();
        }
    }
    /// Whether a ready behavior may run.
    Verdict judge(const BehaviorCore &behavior) const noexcept
    {
        if (stopping()) [[unlikely]]
            return Verdict::Stopped;
        if (const ScopeState *scope = behavior.scope(); scope && scope->isCancelled())
            return Verdict::Cancelled;
        return Verdict::Run;
    }
    bool stopping() const noexcept
    {
        return (m_attention.reasons.load(std::memory_order_seq_cst) & Attention::Stopping) != 0;
    }
    bool exiting() const noexcept { return m_exiting.load(std::memory_order_seq_cst); }

    // For Runtime.

    PumpResult pump(const PumpOptions &options);
    bool quiesce(const Deadline &deadline);
    /// As quiesce, and until no event source is left; the caller has seen that it may wait.
    bool awaitEnd(const Deadline &deadline);
    bool awaitRoom(std::uint64_t limit, const Deadline &deadline);
    bool awaitScope(ScopeState &scope, const Deadline &deadline);
    /// May this thread wait for the scope, or would it wait for itself?
    bool mayAwait(const ScopeState &scope) const noexcept;
    void requestStop() noexcept;
    StopReport stop();
    bool joined() const noexcept { return m_joined; }
    std::uint64_t inFlight() const noexcept;
    Statistics statistics() const;
    PinnedQueueStatus pinnedQueue() const noexcept { return m_pinned.status(); }
    Noticeboard &noticeboard() noexcept { return m_noticeboard; }
    Messages &messages() noexcept { return m_messages; }
    MessageQueues &messageQueues() noexcept { return m_messageQueues; }
    /// For Messages: null when the time is up.
    std::unique_ptr<MessageNode> receive(const Tags &tags, const TypeTag *wanted,
                                         std::optional<std::chrono::nanoseconds> timeout);

private:
    friend class Visit;

    /// The calling thread's worker if it is one of this runtime's.
    Worker *ownWorker() const noexcept;
    bool isOwnThread() const noexcept;
    void pushPinned(BehaviorCore &behavior) noexcept;
    void pushRemote(BehaviorCore &behavior) noexcept;
    std::exception_ptr executePinned(BehaviorCore &behavior, PumpResult &result);
    bool quiescent() const noexcept;
    /// Behaviors in flight, and the event sources that are alive if they shall count.
    std::uint64_t outstanding(bool withSources) const noexcept;
    /// Sleeps on the calling thread, pumping if it is the main thread, until `done`.
    template <class Done>
    bool await(const Deadline &deadline, Done done);
    bool awaitQuiescence(const Deadline &deadline);
    /// Main thread: pumps until the receiver is settled; false if the deadline came first.
    bool pumpUntilDone(const Receiver &receiver, const Deadline &deadline);
    void announcePinned(bool rose) noexcept;
    void callWakeHook() noexcept;
    void joinWorkers() noexcept;
    /// Behaviors that a stop has given up.
    std::uint64_t cancelled() const noexcept;

    Runtime &m_runtime;
    const std::function<void()> m_wakeHook;
    const std::function<void(unsigned)> m_workerBegin;
    const std::function<void(unsigned)> m_workerEnd;
    const std::shared_ptr<const ExceptionHook> m_hook;
    const std::uint32_t m_forks;
    const ThreadId m_mainThread;
    const std::shared_ptr<PinnedHome> m_home;
    const std::shared_ptr<PromiseRegistry> m_promises;
    const std::shared_ptr<RuntimeLink> m_link;
    Attention m_attention;
    std::vector<std::unique_ptr<Worker>> m_workers;

    Atomic<bool> m_exiting{false};
    bool m_joined = false;
    bool m_pumping = false;

    PinnedQueue m_pinned;
    IdleWorkers m_idle;
    Waiters m_waiters;
    Noticeboard m_noticeboard{*this};
    MessageQueues m_messageQueues;
    Messages m_messages{*this};
    RoomWaiters m_room;
    InFlightCounts m_mainInFlight;
    SharedInFlightCounts m_otherInFlight;
    SharedInFlightCounts m_sources; // begun and ended
    alignas(cacheLineSize) Atomic<std::uint32_t> m_visits{0};
    Atomic<std::uint32_t> m_nextRemote{0};
    Counter m_pinnedExecuted;
    Counter m_pumpCalls;
    Counter m_pumpNs;
    RunningBody m_runningOnMain;
    /// The highest values that were told of what is computed; see statistics.cpp.
    struct Told
    {
        std::vector<HighestTold> workers;
        std::uint64_t pinnedPushed = 0;
    };
    mutable Mutex m_telling;
    mutable Told m_told; // under m_telling
    std::unique_ptr<Watchdog> m_watchdog;
    std::unique_ptr<SlowBodyDetector> m_slowBodies;
};

/// In a process that was forked from the runtime's: gives up what only its threads could end. Not
/// destroyed, since they may have had locks, and can still be reached for tools that look for
/// leaks.
void leaveToParent(std::unique_ptr<Scheduler> scheduler);

} // namespace boc::detail

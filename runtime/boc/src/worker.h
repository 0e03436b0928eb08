// SPDX-License-Identifier: MIT
#pragma once

#include "idle_workers.h"
#include "inbox.h"
#include "run_budget.h"
#include "run_ring.h"
#include "running_body.h"
#include "steal_patience.h"

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>
#include <boc/detail/worker_front.h>
#include <boc/statistics.h>

#include <cstdint>
#include <utility>

namespace boc::detail {

class RuntimeContext;
class Scheduler;
class WorkInFlight;
class Workers;

/// Written by the worker only; for their meanings see WorkerStatistics.
struct WorkerCounters
{
    Counter pushedLocal;
    Counter dispatchedToPending;
    Counter poppedLocal;
    Counter poppedViaSteal;
    Counter dequeueRetries;
    Counter batchResets;
    Counter stealAttempts;
    Counter stealFailures;
    Counter fairnessArmFires;
    Counter parked;
    Counter reruns;
    Atomic<std::int64_t> lastStealAttemptNs{0};
};

/// A thread that runs behaviors, with its queues.
///
/// A ready behavior is in one of these places, in the order of the worker's preference:
///  - direct successor: granted by the release that the worker has just done. Private, since the
///    worker runs it at once or queues it;
///  - pending: the first behavior that the running body made ready. Thieves may take it, so that it
///    runs even if that body waits for it;
///  - ring: made ready after that, stolen in a batch, or moved from the inbox;
///  - inbox: from outside threads, or overflow of the ring.
///
/// A producer is a body that schedules several behaviors, for example a child and itself. Its
/// direct successor goes to the end of the ring instead, behind what it has made ready. Otherwise
/// it would run turn after turn ahead of its children: they would wait in ever longer queues of
/// their cowns, and find nothing in the caches when they run.
///
/// Fairness: when the run budget is spent, by behaviors that ran or were queued, the ring and the
/// inbox are served. Every few budgets the inbox is served first. If it is empty and some
/// milliseconds have passed since the last time, one behavior is stolen from a worker that has at
/// least as many. That worker at once steals one in return if it then has fewer. So any number of
/// endless chains rotates over the workers, stays evenly distributed, and advances at the same rate
/// even if workers differ in speed.
class Worker : public WorkerFront
{
public:
    Worker(Scheduler &scheduler, RuntimeContext &context, Workers &workers, WorkInFlight &work,
           unsigned index);

    void start();
    void join();

    /// This thread: the running body or the current release made a behavior ready.
    void push(BehaviorCore &behavior) noexcept;

    /// Any other thread: a behavior became ready.
    void pushRemote(BehaviorCore &behavior) noexcept;

    /// Any thread: true if there may be something to take.
    bool mayHaveWork() const noexcept;

    /// Any thread: the approximate number of queued behaviors.
    std::size_t queueLength() const noexcept { return m_ring.size() + m_inbox.size(); }

    /// Any thread: the same including the pending behavior.
    std::size_t waiting() const noexcept
    {
        return queueLength() + (m_pending.load(std::memory_order_relaxed) ? 1 : 0);
    }

    ParkingPlace &parkingPlace() noexcept { return m_parkingPlace; }
    const RunningBody &running() const noexcept { return m_running; }
    /// Any thread, one at a time.
    ///
    /// Some values are computed from several counters, so that the worker need not count them. The
    /// counters are not read at the same instant. A subtrahend is read after its minuend, so the
    /// result is never too high. The highest result so far is reported. So the values never
    /// decrease, and are exact once nothing changes any more.
    ///
    /// The acquires pair with the releases by which completions and reruns are counted: a thread
    /// that reads one of these also reads the pop, the refusal or the cancellation that belongs to
    /// it.
    WorkerStatistics statistics() noexcept;
    /// The number of bodies that ran.
    std::uint64_t executed() const noexcept;

private:
    static constexpr std::size_t batchSize = RunRing::capacity / 2;
    /// The minimum number of behaviors between two turns of the inbox.
    static constexpr unsigned fairnessInterval = 8;
    /// The minimum time between two steals for balance: each one moves cached data from the other
    /// worker to this one.
    static constexpr std::int64_t balanceIntervalNs = exploring ? 0 : 10'000'000;
    static constexpr unsigned searchRounds = exploring ? 2 : 8;

    /// The thread's function: runs the hooks, and the behaviors between them.
    void run() noexcept;
    void runBehaviors() noexcept;
    /// For behaviors that may have to be discarded, belong to a scope, or are tracked. Returns as
    /// BehaviorCore::execute.
    bool executeSlowly(BehaviorCore &behavior) noexcept;

    /// `added`: the number of behaviors that the last one has scheduled.
    BehaviorCore *nextLocal(std::uint64_t added) noexcept;
    /// At the end of a budget: takes a behavior from the sources that had to wait.
    BehaviorCore *nextTurn() noexcept;
    BehaviorCore *nextFairly(std::int64_t now) noexcept;
    /// Searches and sleeps until there is work; null if the worker has to end.
    BehaviorCore *nextFromElsewhere() noexcept;
    BehaviorCore *takePending() noexcept;
    BehaviorCore *takeQueued() noexcept;
    BehaviorCore *takeInbox(Inbox &inbox) noexcept;
    BehaviorCore *search() noexcept;
    /// Waits a while before stealing if the last steal did not pay; returns a behavior that arrives
    /// meanwhile.
    BehaviorCore *waitToSteal() noexcept;
    BehaviorCore *steal(Worker &victim) noexcept;
    BehaviorCore *stealForBalance() noexcept;
    /// Steals from a worker that has stolen from this one, if that one now has more.
    BehaviorCore *stealInReturn(Worker &debtor) noexcept;
    BehaviorCore *stealOne(Worker &victim) noexcept;
    /// A worker other than this one; there must be one.
    Worker &randomVictim() noexcept;

    /// Appends to the local queues; does not count as a push in the statistics.
    void enqueue(BehaviorCore &behavior) noexcept;
    void enqueueDirect() noexcept;
    /// Queues a behavior that runs again behind everything queued here.
    void requeue(BehaviorCore &behavior) noexcept;

    /// Sleeps until there may be work; false if the worker has to end. Returns as a searcher.
    bool park() noexcept;

    Workers &m_workers;
    WorkInFlight &m_work;
    RuntimeContext &m_context;
    RunBudget m_budget;
    StealPatience m_patience;
    unsigned m_sinceFairness = 0;
    std::int64_t m_lastBalanceNs = 0;
    std::uint64_t m_random;
    Thread m_thread;

    alignas(cacheLineSize) Atomic<BehaviorCore *> m_pending{nullptr};
    /// The last worker that stole from here for balance, until something is taken in return. A
    /// hint: relaxed, and of two concurrent stores one is lost.
    Atomic<Worker *> m_debtor{nullptr};
    RunRing m_ring;
    Inbox m_inbox;
    alignas(cacheLineSize) ParkingPlace m_parkingPlace;
    alignas(cacheLineSize) WorkerCounters m_counters;
    RunningBody m_running;

    // The highest values that statistics() has reported.
    std::uint64_t m_highestDirect = 0;
    std::uint64_t m_highestExecuted = 0;
};

inline BehaviorCore *Worker::nextLocal(std::uint64_t added) noexcept
{
    if (!m_budget.spend()) [[unlikely]] {
        if (BehaviorCore *behavior = nextTurn())
            return behavior;
    }
    if (direct) [[likely]] {
        if (added <= 1) [[likely]]
            return std::exchange(direct, nullptr);
        enqueueDirect();
    }
    if (BehaviorCore *behavior = takePending()) {
        m_counters.poppedLocal.add();
        return behavior;
    }
    return takeQueued();
}

} // namespace boc::detail

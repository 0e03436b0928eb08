// SPDX-License-Identifier: MIT
#pragma once

#include "backpressure.h"
#include "idle_workers.h"
#include "run_budget.h"
#include "run_queue.h"
#include "running_body.h"
#include "steal_patience.h"

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>
#include <boc/detail/worker_front.h>
#include <boc/statistics.h>

#include <cstdint>
#include <optional>
#include <span>
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
///  - ready queue: made ready after that, stolen in a batch, or from outside threads;
///  - producers: see below.
///
/// A producer is a behavior that schedules others and then continues. Either its body schedules
/// several behaviors and one becomes its direct successor, or it schedules at least one and runs
/// again. It is queued behind everything else that is ready on this worker. Otherwise it would run
/// turn after turn ahead of its children: they would wait in ever longer queues of their cowns, and
/// find nothing in the caches when they run. Where the children wait for each other, on few cowns
/// or for the main thread, Backpressure decides when a producer runs; a worker that has nothing
/// else steals, or waits while others run.
///
/// Fairness: when the run budget is spent, by behaviors that ran or were queued, the ready queue is
/// served. Every few budgets its inbox or the producers are served first. If these are empty and
/// some milliseconds have passed since the last time, one behavior is stolen from a worker that has
/// at least as many. That worker at once steals one in return if it then has fewer. So any number
/// of endless chains rotates over the workers, stays evenly distributed, and advances at the same
/// rate even if workers differ in speed.
class Worker : public WorkerFront
{
public:
    Worker(Scheduler &scheduler, RuntimeContext &context, Workers &workers, WorkInFlight &work,
           unsigned index);

    void start();
    void join();

    /// This thread: the running body or the current release made a behavior ready.
    void push(BehaviorCore &behavior) noexcept;
    /// The same for several, in this order; at least one.
    void push(std::span<BehaviorCore *const> behaviors) noexcept;

    /// Any other thread: a behavior became ready.
    void pushRemote(BehaviorCore &behavior) noexcept;

    /// Any thread: true if there may be something to take, other than producers.
    bool mayHaveReady() const noexcept;
    /// Any thread: the approximate number of producers that wait for a turn.
    std::size_t producers() const noexcept { return m_producers.size(); }
    /// Any thread: the approximate number of behaviors that can be taken, with producers.
    std::size_t waiting() const noexcept
    {
        return m_ready.size() + producers() + (m_pending.load(std::memory_order_relaxed) ? 1 : 0);
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
    /// The minimum number of behaviors between two turns of the inbox or the producers.
    static constexpr unsigned fairnessInterval = 8;
    /// The minimum time between two steals for balance: each one moves cached data from the other
    /// worker to this one.
    static constexpr std::int64_t balanceIntervalNs = exploring ? 0 : 10'000'000;
    /// How often a worker searches all queues before it sleeps. The most after a short sleep, since
    /// a longer search would have cost less than that sleep. After each longer sleep half as often,
    /// down to once: the sooner a worker sleeps, the sooner it can be woken.
    static constexpr unsigned mostSearchRounds = exploring ? 2 : 8;
    static constexpr std::int64_t shortSleepNs = 20'000;
    /// How long a worker that holds producers back polls, and how long it sleeps then.
    static constexpr std::int64_t holdPollNs = exploring ? 0 : 20'000;
    static constexpr unsigned mostPauses = exploring ? 1 : 128;
    static constexpr std::int64_t leastDozeNs = 50'000;
    static constexpr std::int64_t mostDozeNs = 1'000'000;

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
    /// Takes from one of this worker's queues.
    BehaviorCore *takeOwn(RunQueue &queue) noexcept;
    BehaviorCore *takeReady() noexcept;
    /// Takes a producer if it may have its turn.
    BehaviorCore *takeProducer() noexcept;
    /// Takes a batch from the inbox of a queue, this worker's or another's. Returns the first and
    /// queues the others in `into`, which must be this worker's: only the owner may push.
    BehaviorCore *takeInbox(RunQueue &from, RunQueue &into) noexcept;
    /// Takes half of another worker's ring, at most a batch; if the ring is empty, a batch from its
    /// inbox. As takeInbox.
    BehaviorCore *takeHalf(RunQueue &from, RunQueue &into) noexcept;
    BehaviorCore *search() noexcept;
    /// While workers hold producers back: waits until there is something else to do, or until a
    /// producer may run. Null if there are no producers any more.
    BehaviorCore *waitToProduce() noexcept;
    /// Takes a producer, this worker's own or another's.
    BehaviorCore *takeAnyProducer() noexcept;
    /// The first of a queue, this worker's or another's.
    BehaviorCore *takeOne(RunQueue &from) noexcept;
    /// Returns the time.
    std::int64_t countStealAttempt() noexcept;
    /// See Backpressure.
    bool mayProduce() noexcept
    {
        return m_backpressure.allowsUnseen(own()) || mayProduceByCounters();
    }
    bool mayProduceByCounters() noexcept;
    std::int64_t own() const noexcept
    {
        return static_cast<std::int64_t>(inFlight.scheduled.value() - inFlight.completed.value());
    }
    /// Waits a while before stealing if the last steal did not pay; returns a behavior that arrives
    /// meanwhile.
    BehaviorCore *waitToSteal() noexcept;
    /// `mayTakeProducers`: the answer of mayProduce, which is asked at most once in a search since
    /// it may read all counters.
    BehaviorCore *steal(Worker &victim, std::optional<bool> &mayTakeProducers) noexcept;
    BehaviorCore *stealForBalance() noexcept;
    /// Steals from a worker that has stolen from this one, if that one now has more.
    BehaviorCore *stealInReturn(Worker &debtor) noexcept;
    BehaviorCore *stealOne(Worker &victim) noexcept;
    /// A worker other than this one; there must be one.
    Worker &randomVictim() noexcept;

    /// Queues the direct successor. It does not count as a push in the statistics.
    void enqueueDirect(RunQueue &queue) noexcept;
    /// Queues the direct successor as a producer; see nextLocal for `added`.
    void enqueueProducer(std::uint64_t added) noexcept;
    /// Queues a behavior that runs again behind everything queued here.
    void requeue(BehaviorCore &behavior, std::uint64_t added) noexcept;

    /// Sleeps until there may be work; false if the worker has to end. Returns as a searcher.
    bool park() noexcept;

    Workers &m_workers;
    WorkInFlight &m_work;
    RuntimeContext &m_context;
    RunBudget m_budget;
    StealPatience m_patience;
    Backpressure m_backpressure;
    unsigned m_searchRounds = mostSearchRounds;
    unsigned m_sinceFairness = 0;
    bool m_producersTurn = false;
    std::int64_t m_lastBalanceNs = 0;
    std::uint64_t m_random;
    Thread m_thread;

    alignas(cacheLineSize) Atomic<BehaviorCore *> m_pending{nullptr};
    /// The last worker that stole from here for balance, until something is taken in return. A
    /// hint: relaxed, and of two concurrent stores one is lost.
    Atomic<Worker *> m_debtor{nullptr};
    RunQueue m_ready;
    RunQueue m_producers;
    alignas(cacheLineSize) ParkingPlace m_parkingPlace;
    alignas(cacheLineSize) WorkerCounters m_counters;
    RunningBody m_running;

    // The highest values that statistics() has reported.
    std::uint64_t m_highestDirect = 0;
    std::uint64_t m_highestExecuted = 0;
};

inline BehaviorCore *Worker::nextLocal(std::uint64_t added) noexcept
{
    if (added > 1 && direct) [[unlikely]]
        enqueueProducer(added);
    if (!m_budget.spend()) [[unlikely]] {
        if (BehaviorCore *behavior = nextTurn())
            return behavior;
    }
    if (direct) [[likely]]
        return std::exchange(direct, nullptr);
    if (BehaviorCore *behavior = takePending()) {
        m_counters.poppedLocal.add();
        return behavior;
    }
    if (BehaviorCore *behavior = takeReady())
        return behavior;
    return takeProducer();
}

} // namespace boc::detail

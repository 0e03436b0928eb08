// SPDX-License-Identifier: MIT
#include "worker.h"

#include "notice_cache.h"
#include "runtime_context.h"
#include "scheduler.h"
#include "threads.h"
#include "work_in_flight.h"
#include "workers.h"

#include <boc/detail/scope_state.h>
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

namespace boc::detail {

Worker::Worker(Scheduler &scheduler, RuntimeContext &context, Workers &workers, WorkInFlight &work,
               unsigned index)
    : WorkerFront(scheduler, context.flags(), index)
    , m_workers(workers)
    , m_work(work)
    , m_context(context)
    , m_random(0x9E3779B97F4A7C15u * (index + 1))
{ }

void Worker::start()
{
    m_thread = startThread("boc worker " + std::to_string(index), [this] { run(); });
}

void Worker::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::run() noexcept
{
    locateUncaughtExceptions();
    ThreadContext &context = threadContext();
    context.worker = this;
    context.workerOf = &m_context;
    m_context.callHook(m_workers.beginHook(), index);
    context.scheduler = &scheduler;
    context.bodyOf = &m_context;
    runBehaviors();
    context.bodyOf = nullptr;
    context.scheduler = nullptr;
    m_context.callHook(m_workers.endHook(), index);
}

void Worker::runBehaviors() noexcept
{
    // Local references stay in registers; members would be read again after each body.
    const RuntimeFlags &runtimeFlags = flags;
    WorkInFlight &work = m_work;
    std::uint64_t scheduled = inFlight.scheduled.value();
    std::uint64_t added = 0; // by the last one
    for (;;) {
        BehaviorCore *behavior = nextLocal(added);
        if (!behavior) [[unlikely]] {
            behavior = nextFromElsewhere();
            if (!behavior)
                return;
        }
        const bool slowly = runtimeFlags.any() || behavior->scope();
        const bool done = slowly ? executeSlowly(*behavior) : behavior->execute(*this);
        added = inFlight.scheduled.value() - scheduled;
        scheduled += added;
        if (!done) [[unlikely]] {
            m_counters.reruns.addRelease();
            requeue(*behavior, added);
            continue;
        }
        inFlight.completed.addRelease();
        work.notifyIfRoom();
    }
}

bool Worker::executeSlowly(BehaviorCore &behavior) noexcept
{
    behavior.check.writes();
    const Verdict verdict = m_context.judge(behavior);
    ScopeState *const scope = behavior.scope();
    ThreadContext &context = threadContext();
    context.scope = scope;
    const bool tracked = flags.tracksBodies();
    if (tracked)
        m_running.begin(behavior.location());
    std::exception_ptr raised = behavior.run(verdict);
    if (tracked)
        m_running.end();
    context.scope = nullptr;
    endNotices();
    if (verdict != Verdict::Run)
        (verdict == Verdict::Stopped ? inFlight.cancelled : inFlight.scopeCancelled).add();
    if (raised && !behavior.hasResult())
        m_context.report(raised);
    if (behavior.runsAgain())
        return false;
    raised = nullptr; // destroyed before the behavior counts as completed
    finish(behavior);
    if (scope)
        scope->leave();
    return true;
}

void Worker::push(BehaviorCore &behavior) noexcept
{
    // Publication by a seq_cst store, here or in the ring; see IdleWorkers.
    if (m_pending.load(std::memory_order_relaxed)) {
        m_ready.push(behavior);
        m_counters.pushedLocal.add();
        m_budget.charge();
    } else {
        m_pending.store(&behavior, std::memory_order_seq_cst);
        m_counters.dispatchedToPending.add();
    }
    m_workers.wakeIfNeeded();
}

void Worker::push(std::span<BehaviorCore *const> behaviors) noexcept
{
    if (behaviors.size() == 1) {
        push(*behaviors.front());
        return;
    }
    // As above: the ring's store publishes them all.
    if (!m_pending.load(std::memory_order_relaxed)) {
        m_pending.store(behaviors.front(), std::memory_order_release);
        m_counters.dispatchedToPending.add();
        behaviors = behaviors.subspan(1);
    }
    m_ready.push(behaviors);
    m_counters.pushedLocal.add(behaviors.size());
    m_budget.charge(behaviors.size());
    m_workers.wakeIfNeeded();
}

namespace {

bool isFor(const WorkerFront *worker, const BehaviorCore &behavior) noexcept
{
    return worker && &worker->scheduler == &behavior.scheduler() && !behavior.isPinned();
}

} // namespace

void dispatch(BehaviorCore &behavior) noexcept
{
    WorkerFront *const worker = threadContext().worker;
    if (isFor(worker, behavior)) [[likely]]
        static_cast<Worker *>(worker)->push(behavior);
    else
        behavior.scheduler().dispatchElsewhere(behavior);
}

void dispatch(std::span<BehaviorCore *> behaviors) noexcept
{
    WorkerFront *const worker = threadContext().worker;
    std::size_t here = 0;
    for (BehaviorCore *behavior : behaviors) {
        if (isFor(worker, *behavior))
            behaviors[here++] = behavior;
        else
            behavior->scheduler().dispatchElsewhere(*behavior);
    }
    if (here > 0)
        static_cast<Worker *>(worker)->push(behaviors.first(here));
}

void Worker::pushRemote(BehaviorCore &behavior) noexcept
{
    m_ready.inbox.push(behavior, Inbox::Origin::Remote);
    m_workers.wakeIfNeeded(index);
}

bool Worker::mayHaveReady() const noexcept
{
    return m_pending.load(std::memory_order_seq_cst) != nullptr || m_ready.size() != 0;
}

void Worker::requeue(BehaviorCore &behavior, std::uint64_t added) noexcept
{
    const bool alone = added == 0 && m_ready.size() == 0;
    m_counters.pushedLocal.add(); // before another worker can take it and complete it
    if (added > 0) {
        m_backpressure.noteTurn(added);
        m_producers.push(behavior);
    } else if (m_ready.inbox.size() != 0) {
        m_ready.inbox.push(behavior, Inbox::Origin::Overflow);
    } else {
        m_ready.push(behavior);
    }
    // If it is the only one, this worker runs it next.
    if (!alone)
        m_workers.wakeIfNeeded();
}

void Worker::enqueueDirect(RunQueue &queue) noexcept
{
    if (!direct)
        return;
    // It was private to this worker so far.
    m_counters.dispatchedToPending.add();
    queue.push(*std::exchange(direct, nullptr));
    m_workers.wakeIfNeeded();
}

void Worker::enqueueProducer(std::uint64_t added) noexcept
{
    m_backpressure.noteTurn(added);
    enqueueDirect(m_producers);
}

BehaviorCore *Worker::nextFromElsewhere() noexcept
{
    m_workers.idle().startSearch();
    for (;;) {
        BehaviorCore *behavior = waitToSteal();
        if (!behavior)
            behavior = search();
        if (!behavior && m_workers.anyProducers())
            behavior = waitToProduce();
        if (behavior) {
            // A thread that saw this searcher has woken nobody after its publication.
            if (m_workers.idle().endSearch() && m_workers.anyWork())
                m_workers.wakeIfNeeded();
            return behavior;
        }
        m_workers.idle().endSearch();
        const std::int64_t asleep = steadyNs();
        if (!park())
            return nullptr;
        const std::int64_t awake = steadyNs();
        m_searchRounds =
            awake - asleep < shortSleepNs ? mostSearchRounds : std::max(m_searchRounds / 2, 1u);
        m_budget.restart(awake, executed());
        m_patience.forget();
    }
}

BehaviorCore *Worker::nextTurn() noexcept
{
    const std::int64_t now = steadyNs();
    m_sinceFairness += m_budget.size();
    m_budget.renew(now, executed());
    if (m_sinceFairness >= fairnessInterval) {
        m_sinceFairness = 0;
        if (BehaviorCore *behavior = nextFairly(now)) {
            enqueueDirect(m_ready);
            m_counters.fairnessArmFires.add();
            return behavior;
        }
    }
    // The pending behavior has been waiting behind direct successors.
    BehaviorCore *pending = takePending();
    const bool preferredWaits = direct || pending;
    if (pending)
        m_ready.push(*pending);
    BehaviorCore *behavior = takeReady();
    if (behavior) {
        enqueueDirect(m_ready);
        if (preferredWaits)
            m_counters.batchResets.add();
    }
    return behavior;
}

BehaviorCore *Worker::nextFairly(std::int64_t now) noexcept
{
    m_producersTurn = !m_producersTurn;
    if (m_producersTurn) {
        if (BehaviorCore *behavior = takeProducer())
            return behavior;
    }
    if (BehaviorCore *behavior = takeInbox(m_ready, m_ready)) {
        m_counters.poppedLocal.add();
        return behavior;
    }
    if (Worker *const debtor = m_debtor.load(std::memory_order_relaxed)) [[unlikely]] {
        m_debtor.store(nullptr, std::memory_order_relaxed);
        return stealInReturn(*debtor);
    }
    if (now - m_lastBalanceNs < balanceIntervalNs)
        return nullptr;
    m_lastBalanceNs = now;
    return stealForBalance();
}

BehaviorCore *Worker::takePending() noexcept
{
    // Relaxed: only this worker stores to it.
    return m_pending.load(std::memory_order_relaxed)
        ? m_pending.exchange(nullptr, std::memory_order_relaxed)
        : nullptr;
}

BehaviorCore *Worker::takeOwn(RunQueue &queue) noexcept
{
    BehaviorCore *behavior = queue.ring.take(m_counters.dequeueRetries);
    if (!behavior && queue.inbox.size() != 0)
        behavior = takeInbox(queue, queue);
    if (behavior)
        m_counters.poppedLocal.add();
    return behavior;
}

BehaviorCore *Worker::takeReady() noexcept
{
    return takeOwn(m_ready);
}

BehaviorCore *Worker::takeProducer() noexcept
{
    return m_producers.empty() || !mayProduce() ? nullptr : takeOwn(m_producers);
}

// Out of line, so that takeProducer needs no registers for it.
[[gnu::noinline]] bool Worker::mayProduceByCounters() noexcept
{
    const WorkInFlight::Load load = m_work.load();
    return m_backpressure.allows(own(),
                                 {.completed = load.completed,
                                  .inFlight = load.inFlight,
                                  .producers = m_workers.producers(),
                                  .workers = m_workers.count()});
}

BehaviorCore *Worker::takeInbox(RunQueue &from, RunQueue &into) noexcept
{
    std::array<BehaviorCore *, batchSize> batch;
    const std::size_t room = RunRing::capacity - into.ring.size();
    const std::size_t wanted = room < batch.size() ? room + 1 : batch.size();
    const std::size_t count = from.inbox.take(std::span(batch).first(wanted));
    for (std::size_t i = 1; i < count; ++i)
        into.push(*batch[i]);
    if (count > 1)
        m_workers.wakeIfNeeded();
    return count == 0 ? nullptr : batch[0];
}

BehaviorCore *Worker::takeHalf(RunQueue &from, RunQueue &into) noexcept
{
    std::array<BehaviorCore *, batchSize> batch;
    const std::size_t count = from.ring.take(batch, 2, m_counters.dequeueRetries);
    for (std::size_t i = 1; i < count; ++i)
        into.push(*batch[i]);
    return count == 0 ? takeInbox(from, into) : batch[0];
}

BehaviorCore *Worker::search() noexcept
{
    std::optional<bool> mayTakeProducers;
    for (unsigned round = 0; round < m_searchRounds; ++round) {
        if (BehaviorCore *behavior = takeReady())
            return behavior;
        const unsigned workers = m_workers.count();
        if (workers > 1) {
            Worker *const first = &randomVictim();
            for (unsigned i = 0; i < workers; ++i) {
                Worker &victim = m_workers[(first->index + i) % workers];
                if (&victim == this)
                    continue;
                if (BehaviorCore *behavior = steal(victim, mayTakeProducers))
                    return behavior;
            }
        }
        for (unsigned pauses = 0; pauses < round; ++pauses)
            pauseProcessor();
    }
    return nullptr;
}

BehaviorCore *Worker::waitToSteal() noexcept
{
    const std::int64_t now = steadyNs();
    const std::int64_t delay = m_patience.next(now);
    if (delay == 0)
        return nullptr;
    while (steadyNs() - now < delay) {
        if (BehaviorCore *behavior = takeReady())
            return behavior;
        for (int pauses = 0; pauses < 8; ++pauses)
            pauseProcessor();
    }
    return nullptr;
}

BehaviorCore *Worker::waitToProduce() noexcept
{
    IdleWorkers &idle = m_workers.idle();
    const auto anyReady = [this] { return m_workers.anyReady(); };
    const std::int64_t begin = steadyNs();
    std::int64_t lastCompletion = begin;
    std::uint64_t completed = m_work.completed();
    std::int64_t dozeNs = leastDozeNs;
    for (unsigned pauses = 8;; pauses = std::min(2 * pauses, mostPauses)) {
        if (anyReady()) {
            if (BehaviorCore *behavior = search())
                return behavior;
        }
        if (!m_workers.anyProducers())
            return nullptr;
        const std::int64_t now = steadyNs();
        if (const std::uint64_t seen = m_work.completed(); seen != completed) {
            completed = seen;
            lastCompletion = now;
        }
        const bool tooLong = now - lastCompletion >= m_backpressure.patienceNs();
        const bool paid = mayProduce();
        if (paid || tooLong) {
            if (BehaviorCore *behavior = takeAnyProducer()) {
                if (!paid)
                    m_backpressure.noteLoan();
                return behavior;
            }
        }
        idle.startHold();
        const bool nothingRuns = idle.allRest(m_workers.count()) && !m_work.mainThreadBusy();
        if (nothingRuns) {
            idle.endHold();
            if (BehaviorCore *behavior = takeAnyProducer())
                return behavior;
            continue;
        }
        if (now - begin < holdPollNs) {
            for (unsigned i = 0; i < pauses; ++i)
                pauseProcessor();
        } else {
            idle.doze(dozeNs, anyReady);
            dozeNs = std::min(2 * dozeNs, mostDozeNs);
        }
        idle.endHold();
    }
}

BehaviorCore *Worker::takeAnyProducer() noexcept
{
    if (BehaviorCore *behavior = takeOne(m_producers)) {
        m_counters.poppedLocal.add();
        return behavior;
    }
    for (unsigned i = 1; i < m_workers.count(); ++i) {
        Worker &owner = m_workers[(index + i) % m_workers.count()];
        if (owner.producers() == 0)
            continue;
        countStealAttempt();
        BehaviorCore *const behavior = takeOne(owner.m_producers);
        (behavior ? m_counters.poppedViaSteal : m_counters.stealFailures).add();
        if (behavior)
            return behavior;
    }
    return nullptr;
}

BehaviorCore *Worker::takeOne(RunQueue &from) noexcept
{
    BehaviorCore *behavior = from.ring.take(m_counters.dequeueRetries);
    if (!behavior)
        from.inbox.take({&behavior, 1});
    return behavior;
}

std::int64_t Worker::countStealAttempt() noexcept
{
    const std::int64_t now = steadyNs();
    m_counters.stealAttempts.add();
    m_counters.lastStealAttemptNs.store(now, std::memory_order_relaxed);
    return now;
}

BehaviorCore *Worker::steal(Worker &victim, std::optional<bool> &mayTakeProducers) noexcept
{
    const std::int64_t now = countStealAttempt();
    BehaviorCore *behavior = takeHalf(victim.m_ready, m_ready);
    if (!behavior && victim.producers() != 0) {
        if (!mayTakeProducers)
            mayTakeProducers = mayProduce();
        if (*mayTakeProducers)
            behavior = takeHalf(victim.m_producers, m_producers);
    }
    if (!behavior && victim.m_pending.load(std::memory_order_relaxed))
        behavior = victim.m_pending.exchange(nullptr, std::memory_order_acquire);
    (behavior ? m_counters.poppedViaSteal : m_counters.stealFailures).add();
    if (behavior)
        m_patience.noteSteal(now);
    return behavior;
}

BehaviorCore *Worker::stealForBalance() noexcept
{
    if (m_workers.count() < 2)
        return nullptr;
    Worker &victim = randomVictim();
    const std::size_t theirs = victim.waiting();
    if (theirs == 0 || theirs + 1 < waiting() + (direct ? 1 : 0))
        return nullptr;
    BehaviorCore *const behavior = stealOne(victim);
    if (behavior)
        victim.m_debtor.store(this, std::memory_order_relaxed);
    return behavior;
}

BehaviorCore *Worker::stealInReturn(Worker &debtor) noexcept
{
    // The debtor also has a running behavior, so compare with >.
    return debtor.waiting() > waiting() + (direct ? 1 : 0) ? stealOne(debtor) : nullptr;
}

BehaviorCore *Worker::stealOne(Worker &victim) noexcept
{
    countStealAttempt();
    BehaviorCore *behavior = takeOne(victim.m_ready);
    if (!behavior && victim.producers() != 0 && mayProduce())
        behavior = takeOne(victim.m_producers);
    if (!behavior && victim.m_pending.load(std::memory_order_relaxed))
        behavior = victim.m_pending.exchange(nullptr, std::memory_order_acquire);
    (behavior ? m_counters.poppedViaSteal : m_counters.stealFailures).add();
    return behavior;
}

Worker &Worker::randomVictim() noexcept
{
    m_random ^= m_random << 13;
    m_random ^= m_random >> 7;
    m_random ^= m_random << 17;
    const auto step = 1 + static_cast<unsigned>(m_random % (m_workers.count() - 1));
    return m_workers[(index + step) % m_workers.count()];
}

bool Worker::park() noexcept
{
    m_workers.idle().sleep(index, m_parkingPlace, [this] {
        m_work.notifyIfQuiescent();
        m_work.notifyIfRoom();
        if (m_workers.anyWork() || m_workers.exiting())
            return true;
        m_counters.parked.add();
        return false;
    });
    return !m_workers.exiting();
}

std::uint64_t Worker::executed() const noexcept
{
    return inFlight.completed.value() + m_counters.reruns.value() - inFlight.refused.value()
        - inFlight.cancelled.value() - inFlight.scopeCancelled.value();
}

namespace {

/// Saturates at zero, since `subtracted` was read later and may be larger.
std::uint64_t less(std::uint64_t count, std::uint64_t subtracted) noexcept
{
    return count > subtracted ? count - subtracted : 0;
}

std::uint64_t raise(std::uint64_t &highest, std::uint64_t value) noexcept
{
    return highest = std::max(highest, value);
}

} // namespace

WorkerStatistics Worker::statistics() noexcept
{
    const std::uint64_t ended =
        inFlight.completed.valueAcquire() + m_counters.reruns.valueAcquire();
    const std::uint64_t refused = inFlight.refused.value();
    const std::uint64_t givenUp = inFlight.cancelled.value() + inFlight.scopeCancelled.value();
    const std::uint64_t popped = m_counters.poppedLocal.value();
    const std::uint64_t stolen = m_counters.poppedViaSteal.value();
    // All others were run as direct successors, which counts as a push and a pop.
    const std::uint64_t direct = raise(m_highestDirect, less(ended, refused + popped + stolen));

    WorkerStatistics s;
    s.pushedLocal = m_counters.pushedLocal.value();
    s.dispatchedToPending = m_counters.dispatchedToPending.value() + direct;
    s.pushedRemote = m_ready.inbox.received();
    s.poppedLocal = popped + direct;
    s.poppedViaSteal = stolen;
    s.enqueueCasRetries = m_ready.inbox.lockRetries() + m_producers.inbox.lockRetries();
    s.dequeueCasRetries = m_counters.dequeueRetries.value();
    s.batchResets = m_counters.batchResets.value();
    s.stealAttempts = m_counters.stealAttempts.value();
    s.stealFailures = m_counters.stealFailures.value();
    s.fairnessArmFires = m_counters.fairnessArmFires.value();
    s.parked = m_counters.parked.value();
    s.lastStealAttemptNs = m_counters.lastStealAttemptNs.load(std::memory_order_relaxed);
    s.executed = raise(m_highestExecuted, less(ended, refused + givenUp));
    return s;
}

} // namespace boc::detail

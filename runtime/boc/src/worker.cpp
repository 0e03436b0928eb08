// SPDX-License-Identifier: MIT
#include "worker.h"

#include "notice_cache.h"
#include "pinned_queue.h"
#include "scheduler.h"
#include "threads.h"
#include <boc/detail/thread_context.h>

#include <boc/detail/scheduling.h>
#include <boc/detail/sync.h>

#include <array>
#include <span>
#include <string>

namespace boc::detail {

Worker::Worker(Scheduler &scheduler, unsigned index)
    : WorkerFront(scheduler, scheduler.attention())
    , m_index(index)
    , m_random(0x9E3779B97F4A7C15u * (index + 1))
{ }

void Worker::start()
{
    m_thread = startThread("boc worker " + std::to_string(m_index), [this] { run(); });
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
    context.workerOf = &scheduler;
    scheduler.announceBegin(m_index);
    context.scheduler = &scheduler;
    context.bodyOf = &scheduler;
    runBehaviors();
    context.bodyOf = nullptr;
    context.scheduler = nullptr;
    scheduler.announceEnd(m_index);
}

void Worker::runBehaviors() noexcept
{
    for (;;) {
        BehaviorCore *behavior = nextLocal();
        if (!behavior) [[unlikely]] {
            behavior = nextFromElsewhere();
            if (!behavior)
                return;
        }
        const bool watched = attention.isNeeded() || behavior->scope();
        const bool done = watched ? executeWatched(*behavior) : behavior->execute(*this);
        if (!done) [[unlikely]] {
            m_counters.reruns.addRelease();
            requeue(*behavior);
            continue;
        }
        inFlight.completed.addRelease();
        scheduler.notifyIfRoom();
    }
}

bool Worker::executeWatched(BehaviorCore &behavior) noexcept
{
    behavior.check.writes();
    const Verdict verdict = scheduler.judge(behavior);
    ScopeState *const scope = behavior.scope();
    ThreadContext &context = threadContext();
    context.scope = scope;
    const bool marks = scheduler.marksBodies();
    if (marks)
        m_running.begin(behavior.location());
    std::exception_ptr raised = behavior.run(verdict);
    if (marks)
        m_running.end();
    context.scope = nullptr;
    endNotices();
    if (verdict != Verdict::Run)
        (verdict == Verdict::Stopped ? inFlight.cancelled : inFlight.scopeCancelled).add();
    if (raised && !behavior.hasResult())
        scheduler.report(raised);
    if (behavior.runsAgain())
        return false;
    raised = nullptr; // its destructor belongs to the behavior's life
    Scheduler::release(behavior, *this);
    if (scope)
        scope->leave();
    return true;
}

void Worker::push(BehaviorCore &behavior) noexcept
{
    // Publication by a seq_cst store, here or in the ring; see IdleWorkers.
    if (m_pending.load(std::memory_order_relaxed)) {
        enqueue(behavior);
        m_counters.pushedLocal.add();
        m_budget.charge();
    } else {
        m_pending.store(&behavior, std::memory_order_seq_cst);
        m_counters.dispatchedToPending.add();
    }
    scheduler.wakeIfNeeded();
}

void dispatch(BehaviorCore &behavior) noexcept
{
    WorkerFront *const worker = threadContext().worker;
    if (worker && &worker->scheduler == &behavior.scheduler() && !behavior.isPinned()) [[likely]]
        static_cast<Worker *>(worker)->push(behavior);
    else
        behavior.scheduler().dispatchElsewhere(behavior);
}

void Worker::pushRemote(BehaviorCore &behavior) noexcept
{
    m_inbox.push(behavior, Inbox::Origin::Remote);
    scheduler.wakeIfNeeded(m_index);
}

bool Worker::mayHaveWork() const noexcept
{
    return m_pending.load(std::memory_order_seq_cst) != nullptr || m_ring.size() != 0
        || m_inbox.size() != 0;
}

void Worker::enqueue(BehaviorCore &behavior) noexcept
{
    if (!m_ring.push(behavior)) [[unlikely]]
        m_inbox.push(behavior, Inbox::Origin::Overflow);
}

void Worker::requeue(BehaviorCore &behavior) noexcept
{
    const bool alone = queueLength() == 0;
    m_counters.pushedLocal.add(); // before another worker can take it and complete it
    if (m_inbox.size() != 0)
        m_inbox.push(behavior, Inbox::Origin::Overflow);
    else
        enqueue(behavior);
    // Alone, it is what this worker runs next.
    if (!alone)
        scheduler.wakeIfNeeded();
}

void Worker::enqueueDirect() noexcept
{
    if (!direct)
        return;
    // Nobody could see it so far.
    m_counters.dispatchedToPending.add();
    enqueue(*std::exchange(direct, nullptr));
    scheduler.wakeIfNeeded();
}

BehaviorCore *Worker::nextFromElsewhere() noexcept
{
    scheduler.idle().startSearch();
    for (;;) {
        BehaviorCore *behavior = waitToSteal();
        if (!behavior)
            behavior = search();
        if (behavior) {
            // Whoever saw this searcher has woken nobody for what he published.
            if (scheduler.idle().endSearch() && scheduler.anyWork())
                scheduler.wakeIfNeeded();
            return behavior;
        }
        scheduler.idle().endSearch();
        if (!park())
            return nullptr;
        m_budget.restart(steadyNs(), executed());
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
            enqueueDirect();
            m_counters.fairnessArmFires.add();
            return behavior;
        }
    }
    // What is pending has been waiting behind direct successors.
    BehaviorCore *pending = takePending();
    const bool preferredWaits = direct || pending;
    if (pending)
        enqueue(*pending);
    BehaviorCore *behavior = takeQueued();
    if (behavior) {
        enqueueDirect();
        if (preferredWaits)
            m_counters.batchResets.add();
    }
    return behavior;
}

BehaviorCore *Worker::nextFairly(std::int64_t now) noexcept
{
    if (BehaviorCore *behavior = takeInbox(m_inbox)) {
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
    // Relaxed: only this worker puts something there.
    return m_pending.load(std::memory_order_relaxed)
        ? m_pending.exchange(nullptr, std::memory_order_relaxed)
        : nullptr;
}

BehaviorCore *Worker::takeQueued() noexcept
{
    BehaviorCore *behavior = m_ring.take(m_counters.dequeueRetries);
    if (!behavior)
        behavior = takeInbox(m_inbox);
    if (behavior)
        m_counters.poppedLocal.add();
    return behavior;
}

BehaviorCore *Worker::takeInbox(Inbox &inbox) noexcept
{
    std::array<BehaviorCore *, batchSize> batch;
    const std::size_t room = RunRing::capacity - m_ring.size();
    const std::size_t wanted = room < batch.size() ? room + 1 : batch.size();
    const std::size_t count = inbox.take(std::span(batch).first(wanted));
    for (std::size_t i = 1; i < count; ++i)
        enqueue(*batch[i]);
    if (count > 1)
        scheduler.wakeIfNeeded();
    return count == 0 ? nullptr : batch[0];
}

bool Worker::park() noexcept
{
    scheduler.idle().sleep(m_parkingPlace, [this] {
        scheduler.notifyIfQuiescent();
        scheduler.notifyIfRoom();
        if (scheduler.anyWork() || scheduler.exiting())
            return true;
        m_counters.parked.add();
        return false;
    });
    return !scheduler.exiting();
}

std::uint64_t Worker::taken() const noexcept
{
    return inFlight.completed.value() - inFlight.refused.value() + m_counters.reruns.value();
}

std::uint64_t Worker::executed() const noexcept
{
    return taken() - inFlight.cancelled.value() - inFlight.scopeCancelled.value();
}

} // namespace boc::detail

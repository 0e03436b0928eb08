// SPDX-License-Identifier: MIT
#include "worker.h"

#include "notice_cache.h"
#include "pinned_queue.h"
#include "scheduler.h"
#include "thread_context.h"

#include <boc/detail/sync.h>

#include <array>
#include <span>

namespace boc::detail {

Worker::Worker(Scheduler &scheduler, unsigned index)
    : m_scheduler(scheduler)
    , m_index(index)
    , m_random(0x9E3779B97F4A7C15u * (index + 1))
{ }

void Worker::start()
{
    m_thread = Thread([this] { run(); });
}

void Worker::join()
{
    if (m_thread.joinable())
        m_thread.join();
}

void Worker::run() noexcept
{
    threadContext().scheduler = &m_scheduler;
    threadContext().worker = this;
    while (BehaviorCore *behavior = next())
        execute(*behavior);
}

void Worker::execute(BehaviorCore &behavior) noexcept
{
    behavior.check.writes();
    const Verdict verdict = m_scheduler.judge(behavior);
    ScopeState *const scope = behavior.scope();
    ThreadContext &context = threadContext();
    context.bodyOf = &m_scheduler;
    context.scope = scope;
    const bool marks = m_scheduler.marksBodies();
    if (marks) [[unlikely]]
        m_running.begin(behavior.location());
    std::exception_ptr raised = behavior.run(verdict);
    if (marks) [[unlikely]]
        m_running.end();
    context.bodyOf = nullptr;
    context.scope = nullptr;
    endNotices();
    if (verdict == Verdict::Run) [[likely]]
        m_counters.executed.add();
    else
        (verdict == Verdict::Stopped ? m_inFlight.cancelled : m_inFlight.scopeCancelled).add();
    if (raised && !behavior.hasResult())
        m_scheduler.report(raised);
    if (behavior.runsAgain()) [[unlikely]] {
        requeue(behavior);
        return;
    }
    raised = nullptr; // its destructor belongs to the behavior's life
    m_releasing = true;
    m_scheduler.release(behavior);
    m_releasing = false;
    if (scope) [[unlikely]]
        scope->leave();
    m_inFlight.completed.addRelease();
    m_scheduler.notifyIfRoom();
}

void Worker::push(BehaviorCore &behavior) noexcept
{
    if (m_releasing && !m_direct) {
        m_direct = &behavior;
        m_counters.dispatchedToPending.add();
        return;
    }
    // Publication by a seq_cst exchange; see IdleWorkers.
    if (BehaviorCore *evicted = m_pending.exchange(&behavior, std::memory_order_seq_cst)) {
        enqueue(*evicted);
        m_counters.pushedLocal.add();
    } else {
        m_counters.dispatchedToPending.add();
    }
    m_scheduler.wakeIfNeeded();
}

void Worker::pushRemote(BehaviorCore &behavior) noexcept
{
    m_inbox.push(behavior, Inbox::Origin::Remote);
    m_scheduler.wakeIfNeeded();
}

bool Worker::mayHaveWork() const noexcept
{
    return m_pending.load(std::memory_order_seq_cst) != nullptr || m_ring.size() != 0
        || m_inbox.size() != 0;
}

void Worker::enqueue(BehaviorCore &behavior) noexcept
{
    if (!m_ring.push(behavior))
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
        m_scheduler.wakeIfNeeded();
}

void Worker::enqueueDirect() noexcept
{
    if (!m_direct)
        return;
    // Nobody could see it so far.
    enqueue(*std::exchange(m_direct, nullptr));
    m_scheduler.wakeIfNeeded();
}

BehaviorCore *Worker::next() noexcept
{
    if (BehaviorCore *behavior = nextLocal())
        return behavior;
    m_scheduler.idle().startSearch();
    for (;;) {
        if (BehaviorCore *behavior = search()) {
            if (m_scheduler.idle().endSearch())
                m_scheduler.wakeIfNeeded();
            return behavior;
        }
        m_scheduler.idle().endSearch();
        if (!park())
            return nullptr;
        m_budget.restart(steadyNs(), m_counters.executed.value());
    }
}

BehaviorCore *Worker::nextLocal() noexcept
{
    if (++m_sinceFairness >= m_budget.fairnessInterval()) {
        m_sinceFairness = 0;
        if (BehaviorCore *behavior = nextFairly()) {
            enqueueDirect();
            m_counters.fairnessArmFires.add();
            return behavior;
        }
    }
    if (m_budget.isSpent()) {
        m_budget.renew(steadyNs(), m_counters.executed.value());
        // What is pending has been waiting behind direct successors. Relaxed: only this worker puts
        // something there.
        BehaviorCore *pending = m_pending.exchange(nullptr, std::memory_order_relaxed);
        const bool preferredWaits = m_direct || pending;
        if (pending)
            enqueue(*pending);
        if (BehaviorCore *behavior = takeQueued()) {
            enqueueDirect();
            if (preferredWaits)
                m_counters.batchResets.add();
            return behavior;
        }
    }
    if (BehaviorCore *behavior = takePreferred()) {
        m_budget.spend();
        return behavior;
    }
    return takeQueued();
}

BehaviorCore *Worker::nextFairly() noexcept
{
    if (BehaviorCore *behavior = takeInbox(m_inbox)) {
        m_counters.poppedLocal.add();
        return behavior;
    }
    return stealForBalance();
}

BehaviorCore *Worker::takePreferred() noexcept
{
    BehaviorCore *behavior = std::exchange(m_direct, nullptr);
    if (!behavior && m_pending.load(std::memory_order_relaxed))
        behavior = m_pending.exchange(nullptr, std::memory_order_relaxed);
    if (behavior)
        m_counters.poppedLocal.add();
    return behavior;
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
        m_scheduler.wakeIfNeeded();
    return count == 0 ? nullptr : batch[0];
}

bool Worker::park() noexcept
{
    m_scheduler.idle().sleep(m_parkingPlace, [this] {
        m_scheduler.notifyIfQuiescent();
        m_scheduler.notifyIfRoom();
        if (m_scheduler.anyWork() || m_scheduler.exiting())
            return true;
        m_counters.parked.add();
        return false;
    });
    return !m_scheduler.exiting();
}

WorkerStatistics Worker::statistics() const noexcept
{
    WorkerStatistics s;
    s.pushedLocal = m_counters.pushedLocal.value();
    s.dispatchedToPending = m_counters.dispatchedToPending.value();
    s.pushedRemote = m_inbox.received();
    s.poppedLocal = m_counters.poppedLocal.value();
    s.poppedViaSteal = m_counters.poppedViaSteal.value();
    s.enqueueCasRetries = m_inbox.lockRetries();
    s.dequeueCasRetries = m_counters.dequeueRetries.value();
    s.batchResets = m_counters.batchResets.value();
    s.stealAttempts = m_counters.stealAttempts.value();
    s.stealFailures = m_counters.stealFailures.value();
    s.fairnessArmFires = m_counters.fairnessArmFires.value();
    s.parked = m_counters.parked.value();
    s.lastStealAttemptNs = m_counters.lastStealAttemptNs.load(std::memory_order_relaxed);
    s.executed = m_counters.executed.value();
    return s;
}

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#include "scheduler.h"
#include "worker.h"

#include <boc/detail/sync.h>

#include <array>

/// \file
/// How a worker takes from the others: for want of work, and for balance.
namespace boc::detail {

BehaviorCore *Worker::search() noexcept
{
    for (unsigned round = 0; round < searchRounds; ++round) {
        if (BehaviorCore *behavior = takeQueued())
            return behavior;
        const unsigned workers = scheduler.workerCount();
        if (workers > 1) {
            Worker *const first = &randomVictim();
            for (unsigned i = 0; i < workers; ++i) {
                Worker &victim = scheduler.worker((first->index() + i) % workers);
                if (&victim == this)
                    continue;
                if (BehaviorCore *behavior = steal(victim))
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
        if (BehaviorCore *behavior = takeQueued())
            return behavior;
        for (int pauses = 0; pauses < 8; ++pauses)
            pauseProcessor();
    }
    return nullptr;
}

BehaviorCore *Worker::steal(Worker &victim) noexcept
{
    const std::int64_t now = steadyNs();
    m_counters.stealAttempts.add();
    m_counters.lastStealAttemptNs.store(now, std::memory_order_relaxed);
    std::array<BehaviorCore *, batchSize> batch;
    BehaviorCore *behavior = nullptr;
    if (const std::size_t count = victim.m_ring.take(batch, 2, m_counters.dequeueRetries)) {
        behavior = batch[0];
        for (std::size_t i = 1; i < count; ++i)
            enqueue(*batch[i]);
    } else {
        behavior = takeInbox(victim.m_inbox);
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
    if (scheduler.workerCount() < 2)
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
    // The other one runs something besides.
    return debtor.waiting() > waiting() + (direct ? 1 : 0) ? stealOne(debtor) : nullptr;
}

BehaviorCore *Worker::stealOne(Worker &victim) noexcept
{
    m_counters.stealAttempts.add();
    m_counters.lastStealAttemptNs.store(steadyNs(), std::memory_order_relaxed);
    BehaviorCore *behavior = victim.m_ring.take(m_counters.dequeueRetries);
    if (!behavior)
        victim.m_inbox.take({&behavior, 1});
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
    const auto step = 1 + static_cast<unsigned>(m_random % (scheduler.workerCount() - 1));
    return scheduler.worker((m_index + step) % scheduler.workerCount());
}

} // namespace boc::detail

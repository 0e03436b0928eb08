// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/sync.h>
#include <boc/statistics.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <mutex>

/// \file
/// What was counted, as it is told. Some of that is computed from several counters, so that workers
/// need not count it. Those are not read in one moment: what is subtracted is read after what it is
/// subtracted from, so that the result is at most what is true by then, and it is told as the
/// highest that was ever computed. So it never falls, and is exact once nothing moves any more.
///
/// The partners of the acquires are the releases by which completions, repetitions and pinned
/// behaviors are counted: whoever reads one of these reads the pop, the refusal or the cancellation
/// that belongs to it.
namespace boc::detail {

namespace {

/// Zero where what is subtracted has overtaken.
std::uint64_t less(std::uint64_t count, std::uint64_t subtracted) noexcept
{
    return count > subtracted ? count - subtracted : 0;
}

std::uint64_t raise(std::uint64_t &highest, std::uint64_t value) noexcept
{
    return highest = std::max(highest, value);
}

} // namespace

WorkerStatistics Worker::statistics(HighestTold &highest) const noexcept
{
    const std::uint64_t ended =
        inFlight.completed.valueAcquire() + m_counters.reruns.valueAcquire();
    const std::uint64_t refused = inFlight.refused.value();
    const std::uint64_t givenUp = inFlight.cancelled.value() + inFlight.scopeCancelled.value();
    const std::uint64_t popped = m_counters.poppedLocal.value();
    const std::uint64_t stolen = m_counters.poppedViaSteal.value();
    // What was dispatched directly, and popped by that, is what is left over.
    const std::uint64_t direct = raise(highest.direct, less(ended, refused + popped + stolen));

    WorkerStatistics s;
    s.pushedLocal = m_counters.pushedLocal.value();
    s.dispatchedToPending = m_counters.dispatchedToPending.value() + direct;
    s.pushedRemote = m_inbox.received();
    s.poppedLocal = popped + direct;
    s.poppedViaSteal = stolen;
    s.enqueueCasRetries = m_inbox.lockRetries();
    s.dequeueCasRetries = m_counters.dequeueRetries.value();
    s.batchResets = m_counters.batchResets.value();
    s.stealAttempts = m_counters.stealAttempts.value();
    s.stealFailures = m_counters.stealFailures.value();
    s.fairnessArmFires = m_counters.fairnessArmFires.value();
    s.parked = m_counters.parked.value();
    s.lastStealAttemptNs = m_counters.lastStealAttemptNs.load(std::memory_order_relaxed);
    s.executed = raise(highest.executed, less(ended, refused + givenUp));
    return s;
}

std::uint64_t Scheduler::cancelled() const noexcept
{
    std::uint64_t sum = m_mainInFlight.cancelled.value();
    for (const auto &worker : m_workers)
        sum += worker->inFlight.cancelled.value();
    return sum;
}

Statistics Scheduler::statistics() const
{
    const std::lock_guard lock(m_telling);
    Statistics s;
    s.workers.reserve(m_workers.size());
    s.completed = m_otherInFlight.completed.load(std::memory_order_acquire)
        + m_mainInFlight.completed.valueAcquire();
    for (const auto &worker : m_workers)
        s.completed += worker->inFlight.completed.valueAcquire();
    // Behind all completions, so that there are never fewer.
    s.scheduled = m_otherInFlight.scheduled.load(std::memory_order_relaxed)
        + m_mainInFlight.scheduled.value();
    for (const auto &worker : m_workers)
        s.scheduled += worker->inFlight.scheduled.value();
    s.refused =
        m_otherInFlight.refused.load(std::memory_order_relaxed) + m_mainInFlight.refused.value();
    for (const auto &worker : m_workers)
        s.refused += worker->inFlight.refused.value();
    s.cancelled = cancelled();
    s.scopeCancelled = m_mainInFlight.scopeCancelled.value();
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        s.scopeCancelled += m_workers[i]->inFlight.scopeCancelled.value();
        s.workers.push_back(m_workers[i]->statistics(m_told.workers[i]));
    }
    s.messageQueues = m_messageQueues.statistics();
    s.pinnedExecuted = m_pinnedExecuted.valueAcquire();
    s.pinnedPushed = raise(m_told.pinnedPushed, m_pinned.pushed());
    s.pinnedPushRetries = m_pinned.pushRetries();
    s.pumpCalls = m_pumpCalls.value();
    s.pumpTime = std::chrono::nanoseconds(m_pumpNs.value());
    return s;
}

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#include "work_in_flight.h"

#include "main_loop.h"

#include <boc/detail/sync.h>
#include <boc/errors.h>

#include <memory>
#include <utility>

namespace boc::detail {

WorkInFlight::WorkInFlight(const RuntimeContext &context, MainLoop &mainLoop, IdleWorkers &idle,
                           std::vector<const InFlightCounts *> workers)
    : m_context(context)
    , m_mainLoop(mainLoop)
    , m_waiters(mainLoop.waiters())
    , m_idle(idle)
    , m_workers(std::move(workers))
{ }

void WorkInFlight::addRefused(ThreadRole role) noexcept
{
    if (role == ThreadRole::Outside) {
        m_outside.refused.fetch_add(1, std::memory_order_relaxed);
        m_outside.completed.fetch_add(1, std::memory_order_release);
        return;
    }
    InFlightCounts &counts =
        role == ThreadRole::Worker ? threadContext().worker->inFlight : m_mainThread;
    counts.refused.add();
    counts.completed.addRelease();
}

void WorkInFlight::beginSource() noexcept
{
    // Relaxed: whatever keeps wait from finishing so far ends later, and is ordered after this.
    m_sources.scheduled.fetch_add(1, std::memory_order_relaxed);
}

void WorkInFlight::endSource() noexcept
{
    m_sources.completed.fetch_add(1, std::memory_order_seq_cst);
    m_waiters.notify();
}

std::uint64_t WorkInFlight::completed() const noexcept
{
    std::uint64_t sum =
        m_outside.completed.load(std::memory_order_acquire) + m_mainThread.completed.valueAcquire();
    for (const InFlightCounts *worker : m_workers)
        sum += worker->completed.valueAcquire();
    return sum;
}

bool WorkInFlight::mainThreadBusy() const noexcept
{
    return m_mainLoop.busy();
}

WorkInFlight::Load WorkInFlight::load(bool withSources) const noexcept
{
    // All completions first: see InFlightCounts. A source counts like a behavior: it schedules and
    // is copied before it ends.
    const std::uint64_t ended =
        (withSources ? m_sources.completed.load(std::memory_order_seq_cst) : 0) + completed();
    std::uint64_t begun =
        m_outside.scheduled.load(std::memory_order_seq_cst) + m_mainThread.scheduled.valueAcquire();
    for (const InFlightCounts *worker : m_workers)
        begun += worker->scheduled.valueAcquire();
    if (withSources)
        begun += m_sources.scheduled.load(std::memory_order_relaxed);
    return {.completed = ended, .inFlight = begun - ended};
}

std::uint64_t WorkInFlight::sum(Counter InFlightCounts::*counter) const noexcept
{
    std::uint64_t sum = (m_mainThread.*counter).value();
    for (const InFlightCounts *worker : m_workers)
        sum += (worker->*counter).value();
    return sum;
}

std::uint64_t WorkInFlight::cancelled() const noexcept
{
    return sum(&InFlightCounts::cancelled);
}

void WorkInFlight::collect(Statistics &statistics) const noexcept
{
    statistics.completed = completed();
    // Read after all completions, so that it is never smaller.
    statistics.scheduled =
        m_outside.scheduled.load(std::memory_order_relaxed) + sum(&InFlightCounts::scheduled);
    statistics.refused =
        m_outside.refused.load(std::memory_order_relaxed) + sum(&InFlightCounts::refused);
    statistics.cancelled = cancelled();
    statistics.scopeCancelled = sum(&InFlightCounts::scopeCancelled);
}

void WorkInFlight::notifyAfterCompletion() noexcept
{
    m_idle.synchronize();
    notifyIfQuiescent();
    notifyIfRoom();
}

void WorkInFlight::notifyIfQuiescent() noexcept
{
    if (m_waiters.any() && count() == 0)
        m_waiters.notify();
}

template <class Done>
bool WorkInFlight::await(const Deadline &deadline, Done done)
{
    const bool pumps = m_context.onMainThread();
    for (;;) {
        if (pumps) {
            PumpOptions options;
            if (deadline)
                options.deadline = *deadline - steadyNow();
            m_mainLoop.pump(options);
        }
        m_waiters.enter();
        m_idle.synchronize();
        const std::uint64_t epoch = m_waiters.epoch();
        const bool finished = done();
        const bool pinnedWork = pumps && m_mainLoop.hasWork();
        bool timedOut = false;
        if (!finished) {
            if (!pinnedWork)
                timedOut = !m_waiters.sleep(epoch, deadline);
            else if (deadline)
                timedOut = steadyNow() >= *deadline;
        }
        m_waiters.leave();
        if (finished)
            return true;
        if (timedOut)
            return done();
    }
}

bool WorkInFlight::awaitQuiescence(const Deadline &deadline)
{
    return await(deadline, [this] { return count() == 0; });
}

bool WorkInFlight::awaitEnd(const Deadline &deadline)
{
    return await(deadline, [this] { return load(!m_context.flags().stopping()).inFlight == 0; });
}

bool WorkInFlight::awaitRoom(std::uint64_t limit, const Deadline &deadline)
{
    if (limit == 0)
        throw UsageError("waitForRoom: fewer than 0 behaviors are never in flight; the limit must "
                         "be at least 1");
    const auto room = [this, limit] { return count() < limit; };
    if (room())
        return true;
    m_room.join(limit);
    const auto leave = [](RoomWaiters *waiters) { waiters->leave(); };
    const std::unique_ptr<RoomWaiters, decltype(leave)> joined(&m_room, leave);
    for (;;) {
        const Deadline soon = steadyNow() + RoomWaiters::recheckInterval;
        const bool last = deadline && *deadline <= *soon;
        if (await(last ? deadline : soon, room))
            return true;
        if (last)
            return false;
    }
}

bool WorkInFlight::awaitScope(const ScopeState &scope, const Deadline &deadline)
{
    return await(deadline, [&scope] { return scope.inFlight() == 0; });
}

} // namespace boc::detail

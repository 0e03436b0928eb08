// SPDX-License-Identifier: MIT
#include "scheduler.h"

#include <boc/detail/thread_context.h>

#include <boc/detail/sync.h>
#include <boc/errors.h>

#include <memory>

/// \file
/// What threads outside the workers wait for. On the main thread waiting pumps.
namespace boc::detail {

template <class Done>
bool Scheduler::await(const Deadline &deadline, Done done)
{
    const bool pumps = onMainThread();
    for (;;) {
        if (pumps) {
            PumpOptions options;
            if (deadline)
                options.deadline = *deadline - steadyNow();
            pump(options);
        }
        m_waiters.enter();
        m_idle.synchronize();
        const std::uint64_t epoch = m_waiters.epoch();
        const bool finished = done();
        const bool pinnedWork = pumps && m_pinned.hasWork();
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

bool Scheduler::quiesce(const Deadline &deadline)
{
    requireOutside("quiesce");
    return awaitQuiescence(deadline);
}

bool Scheduler::awaitQuiescence(const Deadline &deadline)
{
    return await(deadline, [this] { return quiescent(); });
}

bool Scheduler::awaitEnd(const Deadline &deadline)
{
    return await(deadline, [this] { return stopping() ? quiescent() : outstanding(true) == 0; });
}

bool Scheduler::awaitRoom(std::uint64_t limit, const Deadline &deadline)
{
    requireOutside("waitForRoom");
    if (limit == 0)
        throw UsageError("waitForRoom: fewer than 0 behaviors are never in flight; the limit must "
                         "be at least 1");
    const auto room = [this, limit] { return inFlight() < limit; };
    if (room())
        return true;
    m_room.join(limit);
    const auto leave = [](RoomWaiters *waiters) { waiters->leave(); };
    const std::unique_ptr<RoomWaiters, decltype(leave)> joined(&m_room, leave);
    for (;;) {
        const Deadline soon = steadyNow() + RoomWaiters::patience;
        const bool last = deadline && *deadline <= *soon;
        if (await(last ? deadline : soon, room))
            return true;
        if (last)
            return false;
    }
}

bool Scheduler::mayAwait(const ScopeState &scope) const noexcept
{
    const ThreadContext &context = threadContext();
    return !isForked() && !isInside() && context.hookOf != this
        && !(context.scope && context.scope->isInside(scope));
}

bool Scheduler::awaitScope(ScopeState &scope, const Deadline &deadline)
{
    return await(deadline, [&scope] { return scope.inFlight() == 0; });
}

} // namespace boc::detail

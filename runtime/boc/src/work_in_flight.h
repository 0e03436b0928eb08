// SPDX-License-Identifier: MIT
#pragma once

#include "deadline.h"
#include "idle_workers.h"
#include "room_waiters.h"
#include "runtime_context.h"
#include "waiters.h"

#include <boc/detail/counter.h>
#include <boc/detail/in_flight.h>
#include <boc/detail/scope_state.h>
#include <boc/detail/thread_context.h>
#include <boc/detail/worker_front.h>
#include <boc/statistics.h>

#include <atomic>
#include <cstdint>
#include <vector>

namespace boc::detail {

class MainLoop;

/// Counts the behaviors in flight of a runtime, with one counter per thread (see InFlightCounts),
/// and lets threads that are not workers wait: for quiescence, for room, or for a scope. On the
/// main thread, waiting pumps.
class WorkInFlight
{
public:
    /// `workers` has the counts of the workers.
    WorkInFlight(const RuntimeContext &context, MainLoop &mainLoop, IdleWorkers &idle,
                 std::vector<const InFlightCounts *> workers);

    // Counting. `role` is that of the calling thread.

    void addScheduled(ThreadRole role) noexcept
    {
        if (role == ThreadRole::Worker)
            threadContext().worker->inFlight.scheduled.add();
        else if (role == ThreadRole::MainThread)
            m_mainThread.scheduled.add();
        else
            m_outside.scheduled.fetch_add(1, std::memory_order_seq_cst);
    }
    /// Undoes addScheduled.
    void addRefused(ThreadRole role) noexcept;
    /// For the main thread's other counters.
    InFlightCounts &mainThread() noexcept { return m_mainThread; }
    /// Count the beginning and the end of an EventSource.
    void beginSource() noexcept;
    void endSource() noexcept;

    /// Behaviors in flight.
    std::uint64_t count() const noexcept { return load(false).inFlight; }
    struct Load
    {
        std::uint64_t completed = 0;
        std::uint64_t inFlight = 0;
    };
    /// Takes the cache lines of all workers, as count does.
    Load load() const noexcept { return load(false); }
    /// Behaviors completed so far.
    std::uint64_t completed() const noexcept;
    /// See MainLoop::busy.
    bool mainThreadBusy() const noexcept;
    /// Behaviors discarded by a stop.
    std::uint64_t cancelled() const noexcept;
    /// Fills in the counters of this class. See Scheduler::statistics.
    void collect(Statistics &statistics) const noexcept;

    // Waking waiting threads.

    /// After a completion by a thread that is not a worker, or a refusal.
    void notifyAfterCompletion() noexcept;
    void notifyIfQuiescent() noexcept;
    /// After a completion: wakes threads that wait for room, if there may be room.
    void notifyIfRoom() noexcept
    {
        if (const std::uint64_t limit = m_room.limit()) [[unlikely]] {
            if (count() < limit)
                m_waiters.notify();
        }
    }

    // Waiting; false at the deadline. The caller has checked that waiting is allowed here.

    /// Until nothing is in flight.
    bool awaitQuiescence(const Deadline &deadline);
    /// As awaitQuiescence, and until no event source is left or the runtime is stopping.
    bool awaitEnd(const Deadline &deadline);
    /// Until fewer behaviors than `limit` are in flight.
    bool awaitRoom(std::uint64_t limit, const Deadline &deadline);
    /// Until no behavior of the scope is in flight.
    bool awaitScope(const ScopeState &scope, const Deadline &deadline);

private:
    /// The sum of a counter over the workers and the main thread.
    std::uint64_t sum(Counter InFlightCounts::*counter) const noexcept;
    /// With the open event sources, as if each were a behavior, if `withSources`.
    Load load(bool withSources) const noexcept;
    /// Sleeps on the calling thread, pumping if it is the main thread, until `done`.
    template <class Done>
    bool await(const Deadline &deadline, Done done);

    const RuntimeContext &m_context;
    MainLoop &m_mainLoop;
    Waiters &m_waiters;
    IdleWorkers &m_idle;
    const std::vector<const InFlightCounts *> m_workers;
    RoomWaiters m_room;
    InFlightCounts m_mainThread;
    SharedInFlightCounts m_outside;
    SharedInFlightCounts m_sources; // begun and ended
};

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#pragma once

#include "idle_workers.h"
#include "worker.h"

#include <boc/detail/behavior_core.h>
#include <boc/detail/in_flight.h>
#include <boc/detail/sync.h>
#include <boc/statistics.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace boc::detail {

class RuntimeContext;
class WorkInFlight;

/// The workers of a runtime. Chooses the worker to wake when a behavior is ready. There is no
/// global queue or lock: each worker has its own (see Worker).
class Workers
{
public:
    using Hook = std::function<void(unsigned worker)>;

    /// `wanted`, `begin` and `end` are RuntimeOptions::workers, workerBegin and workerEnd. Throws
    /// UsageError for too many workers.
    Workers(unsigned wanted, Scheduler &scheduler, RuntimeContext &context, WorkInFlight &inFlight,
            Hook begin, Hook end);

    /// Starts their threads. Throws as startThread; then the threads already started have to be
    /// joined.
    void start();
    /// Ends the started threads. Nothing may be in flight.
    void join() noexcept;
    bool joined() const noexcept { return m_joined; }

    unsigned count() const noexcept { return static_cast<unsigned>(m_workers.size()); }
    Worker &operator[](unsigned index) noexcept { return *m_workers[index]; }
    /// The counters of each worker.
    std::vector<const InFlightCounts *> inFlightCounts() const;
    /// Any thread, one at a time.
    std::vector<WorkerStatistics> statistics();

    /// For threads that are not workers: hands the ready behavior to the worker that was the last
    /// to fall asleep, or if that one is awake, to the one whose turn it is.
    void push(BehaviorCore &behavior, std::uint32_t turn) noexcept
    {
        Worker &last = *m_workers[m_idle.lastToSleep()];
        const bool asleep = last.parkingPlace().isParked();
        (asleep ? last : *m_workers[turn % m_workers.size()]).pushRemote(behavior);
    }

    // For the workers.

    /// To be called on the worker's thread, before its first behavior and after its last.
    const Hook &beginHook() const noexcept { return m_begin; }
    const Hook &endHook() const noexcept { return m_end; }
    IdleWorkers &idle() noexcept { return m_idle; }
    /// See Worker::mayHaveReady and Worker::producers.
    bool anyReady() const noexcept;
    bool anyProducers() const noexcept { return producers() != 0; }
    bool anyWork() const noexcept { return anyReady() || anyProducers(); }
    std::size_t producers() const noexcept;
    /// After a publication: makes sure that a worker looks for work, preferably the one with this
    /// index.
    void wakeIfNeeded(unsigned first = 0) noexcept
    {
        if (m_idle.wakeNeeded()) [[unlikely]]
            wakeOne(first);
    }
    /// True if the threads have to end.
    bool exiting() const noexcept { return m_exiting.load(std::memory_order_seq_cst); }

private:
    void wakeOne(unsigned first) noexcept;

    const Hook m_begin;
    const Hook m_end;
    std::vector<std::unique_ptr<Worker>> m_workers;
    Atomic<bool> m_exiting{false};
    bool m_joined = false;
    IdleWorkers m_idle;
};

} // namespace boc::detail

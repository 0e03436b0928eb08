// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/handover.h>
#include <boc/detail/in_flight.h>
#include <boc/detail/sync.h>
#include <boc/detail/thread_context.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// Flags that make behaviors take the slow path. Any thread may set them; workers read them before
/// each behavior.
///
/// Relaxed loads are hints. A thread that schedules counts the behavior and then checks whether the
/// runtime is stopping. A thread that stops the runtime sets the flag and then reads the counts.
/// Both are seq_cst (see SharedInFlightCounts), so one of the two sees the other.
class RuntimeFlags
{
public:
    /// `tracksBodies`: the slow-body detector tracks which bodies run.
    explicit RuntimeFlags(bool tracksBodies) noexcept
        : m_flags(tracksBodies ? trackBit : 0)
    { }

    bool any() const noexcept { return m_flags.load(std::memory_order_relaxed) != 0; }
    bool tracksBodies() const noexcept
    {
        return (m_flags.load(std::memory_order_relaxed) & trackBit) != 0;
    }
    /// The runtime discards behaviors that have not started.
    bool stopping() const noexcept
    {
        return (m_flags.load(std::memory_order_seq_cst) & stopBit) != 0;
    }
    void requestStop() noexcept { m_flags.fetch_or(stopBit, std::memory_order_seq_cst); }

private:
    static constexpr std::uint32_t stopBit = 1;
    static constexpr std::uint32_t trackBit = 2;

    Atomic<std::uint32_t> m_flags;
};

/// The part of a worker that the templates of behaviors use, so that scheduling and running are
/// inlined with the bodies. Used by the worker's own thread.
class WorkerFront : public Handover
{
public:
    WorkerFront(Scheduler &owner, const RuntimeFlags &ofOwner, unsigned number) noexcept
        : Handover(&owner)
        , scheduler(owner)
        , flags(ofOwner)
        , index(number)
    { }

    Scheduler &scheduler;
    const RuntimeFlags &flags;
    const unsigned index; ///< in its runtime, from 0

    alignas(cacheLineSize) InFlightCounts inFlight;
};

} // namespace boc::detail

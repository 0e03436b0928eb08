// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/counter.h>
#include <boc/detail/sync.h>
#include <boc/pump.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// Ready behaviors for the main thread, in FIFO order.
///
/// | operation | who             | order                                                 |
/// |-----------|-----------------|-------------------------------------------------------|
/// | push      | any thread      | release CAS of m_incoming, then seq_cst add to depth  |
/// | pop       | the main thread | acquire exchange of m_incoming, pairs with the CAS    |
/// | hasWork   | any thread      | seq_cst load of m_depth; on the main thread half of a |
/// |           |                 | sleep, see Waiters                                    |
/// | status    | any thread      | acquire load of m_depth, for the time stored before   |
/// | pushed    | any thread      | acquire load of m_popped, pairs with the add in pop   |
///
/// A thread that loads a depth above zero sees the counted behaviors as linked, so the next pop
/// finds them.
///
/// Invariants:
///  1. m_incoming is a stack, newest first. Only pop empties it, as a whole, so there is no ABA
///     problem.
///  2. m_front belongs to the main thread; it is ordered oldest first, and older than all of
///     m_incoming.
///  3. m_depth is increased after linking and decreased by pop. It can lag behind and even be
///     negative. But a push that increases it from 0 or below reports "no longer empty". So every
///     behavior that arrives after the main thread found nothing is announced, by its own push or
///     by one that linked before it.
class PinnedQueue
{
public:
    /// True if this made the queue not empty.
    bool push(BehaviorCore &behavior) noexcept;

    /// Removes the oldest behavior; null if there is none.
    BehaviorCore *pop() noexcept;

    bool hasWork() const noexcept { return m_depth.load(std::memory_order_seq_cst) > 0; }

    PinnedQueueStatus status() const noexcept;

    /// The number of retries in push after a lost race with another push or a pop. Pops never
    /// retry.
    std::uint64_t pushRetries() const noexcept
    {
        return m_pushRetries.load(std::memory_order_relaxed);
    }

    /// Behaviors pushed so far. During concurrent pushes and pops it may be too low, so it may
    /// decrease between calls.
    std::uint64_t pushed() const noexcept
    {
        // Acquire: popped behaviors are no longer in the depth read next.
        const std::uint64_t popped = m_popped.valueAcquire();
        const std::int64_t depth = m_depth.load(std::memory_order_relaxed);
        return popped + static_cast<std::uint64_t>(depth > 0 ? depth : 0);
    }

private:
    alignas(cacheLineSize) Atomic<BehaviorCore *> m_incoming{nullptr};
    Atomic<std::int64_t> m_depth{0};
    Atomic<std::int64_t> m_waitingSinceNs{0};
    Atomic<std::uint64_t> m_pushRetries{0};
    alignas(cacheLineSize) BehaviorCore *m_front = nullptr;
    Counter m_popped;
    [[no_unique_address]] RaceCheck m_frontCheck;
};

} // namespace boc::detail

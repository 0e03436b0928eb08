// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>

#include <boc/detail/behavior_core.h>
#include <boc/detail/sync.h>
#include <boc/pump.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// Ready behaviors for the main thread, first in, first out.
///
/// | operation | who             | order                                                |
/// |-----------|-----------------|------------------------------------------------------|
/// | push      | any thread      | release CAS of m_incoming, then seq_cst add to depth |
/// | pop       | the main thread | acquire exchange of m_incoming, pairs with the CAS   |
/// | hasWork   | the main thread | seq_cst load of m_depth: half of a sleep, see Waiters |
/// | status    | any thread      | acquire load of m_depth, for the time stored before  |
/// | pushed    | any thread      | acquire load of m_popped, pairs with the add in pop  |
///
/// Who loads a depth above zero sees what was counted as linked, so that the next pop finds it.
///
/// Invariants:
///  1. m_incoming is a stack, newest first, that only pop empties, as a whole; hence no ABA.
///  2. m_front is the main thread's own, oldest first, and older than all of m_incoming.
///  3. m_depth counts after linking and is taken down when popped. It can lag behind the links, and
///     even be negative, but whoever counts from 0 or below reports a rise to not empty, so every
///     behavior that arrives after the main thread found nothing is announced, by its own pusher or
///     by one that linked before it.
class PinnedQueue
{
public:
    /// True if the queue went from empty to not empty by this.
    bool push(BehaviorCore &behavior) noexcept;

    /// The oldest one; null if there is none.
    BehaviorCore *pop() noexcept;

    bool hasWork() const noexcept { return m_depth.load(std::memory_order_seq_cst) > 0; }

    PinnedQueueStatus status() const noexcept;

    /// How often a push had to try again, since another one or a pop came first. A pop never does.
    std::uint64_t pushRetries() const noexcept
    {
        return m_pushRetries.load(std::memory_order_relaxed);
    }

    /// Behaviors pushed so far; while others push and pop at most that, so that it may fall.
    std::uint64_t pushed() const noexcept
    {
        // Acquire: what was popped is not in the depth any more.
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

// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace boc::detail {

/// The threads that wait until fewer behaviors are in flight, as seen by threads that complete
/// behaviors.
///
/// | operation   | who                                    | order                              |
/// |-------------|----------------------------------------|------------------------------------|
/// | join, leave | a thread that waits, around its sleep  | relaxed store of m_limit, in mutex |
/// | limit       | a thread that has completed a behavior | relaxed load                       |
///
/// Invariant: m_limit is 0 if nobody waits; otherwise at least the largest limit of the waiters.
///
/// A completion is a plain store (see InFlightCounts), after which its thread loads m_limit. There
/// is no full fence in between, since every behavior would pay for it. So the thread can miss a
/// waiter that does not see the completion either, while the store is in the store buffer. The next
/// completion on that thread sees the limit. A worker that parks does a read-modify-write on the
/// same object as WorkInFlight::await, and checks again. For a worker that starts a long body
/// instead, a waiter sleeps at most `recheckInterval` before it checks again by itself.
class RoomWaiters
{
public:
    static constexpr std::chrono::milliseconds recheckInterval{5};

    void join(std::uint64_t limit)
    {
        const std::lock_guard lock(m_mutex);
        ++m_count;
        if (m_limit.load(std::memory_order_relaxed) < limit)
            m_limit.store(limit, std::memory_order_relaxed);
    }

    void leave() noexcept
    {
        const std::lock_guard lock(m_mutex);
        if (--m_count == 0)
            m_limit.store(0, std::memory_order_relaxed);
    }

    /// Waiters have to be woken when fewer behaviors than this are in flight; 0 if nobody waits.
    std::uint64_t limit() const noexcept { return m_limit.load(std::memory_order_relaxed); }

private:
    alignas(cacheLineSize) Atomic<std::uint64_t> m_limit{0};
    alignas(cacheLineSize) Mutex m_mutex;
    std::uint32_t m_count = 0;
};

} // namespace boc::detail

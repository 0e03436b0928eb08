// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>

#include <boc/detail/sync.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace boc::detail {

/// Who waits until fewer behaviors are in flight, as those see it who end behaviors.
///
/// | operation   | who                                    | order                              |
/// |-------------|----------------------------------------|------------------------------------|
/// | join, leave | a thread that waits, around its sleep  | relaxed store of m_limit, in mutex |
/// | limit       | a thread that has completed a behavior | relaxed load                       |
///
/// Invariant: m_limit is 0 if nobody waits; otherwise at least the largest limit of those who do.
///
/// A completion is a plain store (see InFlightCounts), and its thread then loads m_limit: without a
/// full fence between the two, which every behavior would pay for, it can miss a waiter that does
/// not see the completion either. That lasts only as long as the store is on its way. The next
/// completion on that thread sees the limit; a worker that parks goes through a read-modify-write
/// that WorkInFlight::await also does, and looks again; and one that starts on a long body instead
/// is the reason why a waiter sleeps no longer than `patience` before it looks again by itself.
class RoomWaiters
{
public:
    static constexpr std::chrono::milliseconds patience{5};

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

    /// The bound below which somebody may want to be woken; 0 if nobody waits.
    std::uint64_t limit() const noexcept { return m_limit.load(std::memory_order_relaxed); }

private:
    alignas(cacheLineSize) Atomic<std::uint64_t> m_limit{0};
    alignas(cacheLineSize) Mutex m_mutex;
    std::uint32_t m_count = 0;
};

} // namespace boc::detail

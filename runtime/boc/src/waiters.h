// SPDX-License-Identifier: MIT
#pragma once

#include "deadline.h"

#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace boc::detail {

/// Threads that are not workers and wait for an event of a runtime: quiescence, pinned work.
///
/// A waiter enters, reads the epoch, checks its condition, and sleeps until the epoch changes. A
/// notifier first makes its change and then checks for waiters. Both the count of waiters and the
/// changes are seq_cst (or ordered by IdleWorkers::synchronize), so that either the waiter's check
/// sees the change or the notifier sees the waiter.
class Waiters
{
public:
    void enter() noexcept { m_count.fetch_add(1, std::memory_order_seq_cst); }
    /// Relaxed: a notifier that still sees the waiter only notifies in vain.
    void leave() noexcept { m_count.fetch_sub(1, std::memory_order_relaxed); }
    bool any() const noexcept { return m_count.load(std::memory_order_seq_cst) != 0; }

    std::uint64_t epoch()
    {
        const std::lock_guard lock(m_mutex);
        return m_epoch;
    }

    /// Sleeps until the epoch differs from `seen`; false at the deadline.
    bool sleep(std::uint64_t seen, const Deadline &deadline)
    {
        std::unique_lock lock(m_mutex);
        const auto changed = [&] { return m_epoch != seen; };
        if (deadline)
            return m_changed.wait_until(lock, *deadline, changed);
        m_changed.wait(lock, changed);
        return true;
    }

    /// Wakes all waiters; cheap if there are none.
    void notify() noexcept
    {
        if (!any())
            return;
        {
            const std::lock_guard lock(m_mutex);
            ++m_epoch;
        }
        m_changed.notify_all();
    }

private:
    Atomic<std::uint32_t> m_count{0};
    Mutex m_mutex;
    ConditionVariable m_changed;
    std::uint64_t m_epoch = 0;
};

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#pragma once

#include "scheduler.h"

namespace boc::detail {

/// Keeps the scheduler alive while a thread that is neither a worker nor the main thread works on
/// it: what it dispatches, sends or wakes may end, and with it the last reason to wait, before it
/// is done.
class Visit
{
public:
    /// Relaxed: what the visitor does next is what makes the scheduler's end possible, and comes
    /// after this for whoever sees it.
    explicit Visit(Scheduler &scheduler) noexcept
        : m_visits(scheduler.isOwnThread() ? nullptr : &scheduler.m_visits)
    {
        if (m_visits)
            m_visits->fetch_add(1, std::memory_order_relaxed);
    }
    /// The release pairs with the acquire in ~Scheduler; nothing of the scheduler is touched after.
    ~Visit()
    {
        if (m_visits)
            m_visits->fetch_sub(1, std::memory_order_release);
    }
    Visit(const Visit &) = delete;
    Visit &operator=(const Visit &) = delete;

private:
    Atomic<std::uint32_t> *m_visits;
};

} // namespace boc::detail

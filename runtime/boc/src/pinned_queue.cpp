// SPDX-License-Identifier: MIT
#include "pinned_queue.h"

#include <boc/detail/sync.h>

#include <algorithm>
#include <chrono>

namespace boc::detail {

bool PinnedQueue::push(BehaviorCore &behavior) noexcept
{
    const std::int64_t now = steadyNs();
    behavior.readyNs = now;
    BehaviorCore *newest = m_incoming.load(std::memory_order_relaxed);
    behavior.next = newest;
    std::uint64_t retries = 0;
    while (!m_incoming.compare_exchange_weak(newest, &behavior, std::memory_order_release,
                                             std::memory_order_relaxed)) {
        behavior.next = newest;
        ++retries;
    }
    if (retries > 0)
        m_pushRetries.fetch_add(retries, std::memory_order_relaxed); // orders nothing
    // Before the count, so that a thread that sees the depth also sees a valid time.
    if (m_depth.load(std::memory_order_relaxed) <= 0)
        m_waitingSinceNs.store(now, std::memory_order_relaxed);
    return m_depth.fetch_add(1, std::memory_order_seq_cst) <= 0;
}

BehaviorCore *PinnedQueue::pop() noexcept
{
    m_frontCheck.writes();
    if (!m_front) {
        BehaviorCore *newest = m_incoming.exchange(nullptr, std::memory_order_acquire);
        while (newest) {
            BehaviorCore *older = newest->next;
            newest->next = m_front;
            m_front = newest;
            newest = older;
        }
        if (!m_front)
            return nullptr;
    }
    BehaviorCore *oldest = m_front;
    m_front = oldest->next;
    // Behaviors in m_incoming arrived after it was last emptied; their own times are used once they
    // are moved to the front list.
    m_waitingSinceNs.store(m_front ? m_front->readyNs : steadyNs(), std::memory_order_relaxed);
    m_depth.fetch_sub(1, std::memory_order_relaxed);
    m_popped.addRelease();
    return oldest;
}

PinnedQueueStatus PinnedQueue::status() const noexcept
{
    const std::int64_t depth = m_depth.load(std::memory_order_acquire);
    if (depth <= 0)
        return {};
    const std::int64_t age = steadyNs() - m_waitingSinceNs.load(std::memory_order_relaxed);
    return {static_cast<std::size_t>(depth),
            std::chrono::nanoseconds(std::max<std::int64_t>(age, 0))};
}

} // namespace boc::detail

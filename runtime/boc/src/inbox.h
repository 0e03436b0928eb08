// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/counter.h>
#include <boc/detail/sync.h>
#include <boc/detail/word_lock.h>

#include <atomic>
#include <cstddef>
#include <span>

namespace boc::detail {

/// The second part of a RunQueue, an unbounded FIFO: behaviors from threads that are not workers, and
/// behaviors that did not fit into the ring.
///
/// Any thread may call any function. The list is linked through the behaviors and guarded by a word
/// lock. m_size is written under the lock and read without it: the seq_cst store in push pairs with
/// the checks for work before parking and by the last searcher (see IdleWorkers).
class Inbox
{
public:
    enum class Origin { Remote, Overflow };

    void push(BehaviorCore &behavior, Origin origin) noexcept
    {
        behavior.next = nullptr;
        const std::uint32_t failures = m_lock.lock();
        m_check.writes();
        if (m_tail)
            m_tail->next = &behavior;
        else
            m_head = &behavior;
        m_tail = &behavior;
        if (origin == Origin::Remote)
            m_received.add();
        m_lockRetries.add(failures);
        m_size.store(m_size.load(std::memory_order_relaxed) + 1, std::memory_order_seq_cst);
        m_lock.unlock();
    }

    /// Takes up to into.size() behaviors from the front; returns their number.
    std::size_t take(std::span<BehaviorCore *> into) noexcept
    {
        if (m_size.load(std::memory_order_relaxed) == 0)
            return 0;
        m_lock.lock();
        m_check.writes();
        std::size_t count = 0;
        while (count < into.size() && m_head) {
            into[count++] = m_head;
            m_head = m_head->next;
        }
        if (!m_head)
            m_tail = nullptr;
        m_size.store(m_size.load(std::memory_order_relaxed) - count, std::memory_order_relaxed);
        m_lock.unlock();
        return count;
    }

    std::size_t size() const noexcept { return m_size.load(std::memory_order_seq_cst); }

    /// Behaviors received from threads that are not workers.
    std::uint64_t received() const noexcept { return m_received.value(); }

    /// Failed tries to take the lock in push.
    std::uint64_t lockRetries() const noexcept { return m_lockRetries.value(); }

private:
    alignas(cacheLineSize) WordLock m_lock;
    BehaviorCore *m_head = nullptr;
    BehaviorCore *m_tail = nullptr;
    Atomic<std::size_t> m_size{0};
    [[no_unique_address]] RaceCheck m_check;
    Counter m_received;    // written under the lock
    Counter m_lockRetries; // written under the lock
};

} // namespace boc::detail

// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/counter.h>
#include <boc/detail/sync.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

namespace boc::detail {

/// A worker's bounded FIFO queue of ready behaviors.
///
/// | operation | who                | order                                                  |
/// |-----------|--------------------|--------------------------------------------------------|
/// | push      | the owner          | seq_cst store of m_tail, see below                     |
/// | take      | the owner, thieves | acquire load of m_tail pairs with push's store; CAS of |
/// |           |                    | m_head (release) claims, whatever head was read before |
/// | empty     | the owner          | relaxed loads                                          |
/// | size      | any thread         | seq_cst load of m_tail; a stale m_head gives too much  |
///
/// Invariants:
///  1. m_head ≤ m_tail ≤ m_head + capacity; both only grow, and 64 bits never wrap.
///  2. The cells [m_head, m_tail) hold the behaviors; only the owner writes cells, and only cells
///     outside that range. So the cells read from [head, head + n) are valid if the CAS of m_head
///     from head to head + n succeeds: nobody else has taken them, so the owner has not reused
///     them. The CAS's release side orders these reads before the owner's reuse, whose acquire load
///     of m_head in push it pairs with.
///
/// The store in push is seq_cst because "publish work, then check for sleepers" needs it; see
/// IdleWorkers.
class RunRing
{
public:
    static constexpr std::size_t capacity = exploring ? 4 : 256;

    /// Owner only; false if the ring is full.
    bool push(BehaviorCore &behavior) noexcept
    {
        const std::uint64_t tail = m_tail.load(std::memory_order_relaxed);
        if (tail - m_head.load(std::memory_order_acquire) == capacity)
            return false;
        m_cells[tail % capacity].store(&behavior, std::memory_order_relaxed);
        m_tail.store(tail + 1, std::memory_order_seq_cst);
        return true;
    }

    /// Owner only: appends as many as fit, with one store of m_tail; returns their number.
    std::size_t push(std::span<BehaviorCore *const> behaviors) noexcept
    {
        const std::uint64_t tail = m_tail.load(std::memory_order_relaxed);
        const std::uint64_t used = tail - m_head.load(std::memory_order_acquire);
        const std::size_t count = std::min<std::size_t>(behaviors.size(), capacity - used);
        for (std::size_t i = 0; i < count; ++i)
            m_cells[(tail + i) % capacity].store(behaviors[i], std::memory_order_relaxed);
        m_tail.store(tail + count, std::memory_order_seq_cst);
        return count;
    }

    /// Takes the first behavior; null if the ring is empty. Lost races are added to `retries`.
    BehaviorCore *take(Counter &retries) noexcept
    {
        std::uint64_t head = m_head.load(std::memory_order_relaxed);
        for (;;) {
            if (m_tail.load(std::memory_order_acquire) <= head)
                return nullptr;
            BehaviorCore *const behavior = m_cells[head % capacity].load(std::memory_order_relaxed);
            if (m_head.compare_exchange_strong(head, head + 1, std::memory_order_release,
                                               std::memory_order_relaxed))
                return behavior;
            retries.add();
        }
    }

    /// Takes up to into.size() behaviors from the front, at most 1/`fraction` of the ring's
    /// content, rounded up; returns the number taken.
    std::size_t take(std::span<BehaviorCore *> into, std::size_t fraction,
                     Counter &retries) noexcept
    {
        std::uint64_t head = m_head.load(std::memory_order_relaxed);
        for (;;) {
            const std::uint64_t tail = m_tail.load(std::memory_order_acquire);
            if (tail <= head)
                return 0;
            std::size_t count = static_cast<std::size_t>(tail - head + fraction - 1) / fraction;
            count = count < into.size() ? count : into.size();
            for (std::size_t i = 0; i < count; ++i)
                into[i] = m_cells[(head + i) % capacity].load(std::memory_order_relaxed);
            if (m_head.compare_exchange_strong(head, head + count, std::memory_order_release,
                                               std::memory_order_relaxed))
                return count;
            retries.add();
        }
    }

    /// Owner only; a thief may have emptied it meanwhile.
    bool empty() const noexcept
    {
        return m_head.load(std::memory_order_relaxed) == m_tail.load(std::memory_order_relaxed);
    }

    /// The number of behaviors; exact only for the owner while nobody steals.
    std::size_t size() const noexcept
    {
        const std::uint64_t head = m_head.load(std::memory_order_relaxed);
        const std::uint64_t tail = m_tail.load(std::memory_order_seq_cst);
        return tail > head ? static_cast<std::size_t>(tail - head) : 0;
    }

private:
    alignas(cacheLineSize) Atomic<std::uint64_t> m_head{0};
    alignas(cacheLineSize) Atomic<std::uint64_t> m_tail{0};
    std::array<Atomic<BehaviorCore *>, capacity> m_cells{};
};

} // namespace boc::detail

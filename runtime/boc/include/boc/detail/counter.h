// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <atomic>
#include <cstdint>

namespace boc::detail {

/// A counter that one thread writes and any thread may read: a plain load, add and store, without a
/// locked instruction.
class Counter
{
public:
    void add(std::uint64_t n = 1) noexcept
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }

    /// As add, and everything that the owner did before is visible to a thread that reads the new
    /// value with valueAcquire.
    void addRelease(std::uint64_t n = 1) noexcept
    {
        m_value.store(m_value.load(std::memory_order_relaxed) + n, std::memory_order_release);
    }

    std::uint64_t value() const noexcept { return m_value.load(std::memory_order_relaxed); }

    std::uint64_t valueAcquire() const noexcept { return m_value.load(std::memory_order_acquire); }

private:
    Atomic<std::uint64_t> m_value{0};
};

/// The alignment that keeps the data of two threads on different cache lines.
inline constexpr std::size_t cacheLineSize = 64;

} // namespace boc::detail

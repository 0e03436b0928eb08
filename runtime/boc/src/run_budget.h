// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace boc::detail {

/// How many behaviors a worker runs from its preferred sources before it serves the others: as many
/// as fit into about a millisecond, from 1 to 64. So chains of short behaviors keep the caches
/// warm, and long behaviors alternate at once.
///
/// Used by one thread; reads no clock itself.
class RunBudget
{
public:
    /// Counts one behavior; false if it was the last of this budget.
    bool spend() noexcept { return --m_left != 0; }

    /// Counts behaviors that were queued here, so that the queue is served sooner, while they are
    /// still in the caches.
    void charge(std::size_t count = 1) noexcept
    {
        m_left = m_left > count ? m_left - static_cast<unsigned>(count) : 1;
    }

    /// Begins the next budget. Its size follows from the run times since the last one.
    void renew(std::int64_t nowNs, std::uint64_t executed) noexcept
    {
        const std::uint64_t ran = executed - m_executed;
        const auto spent = static_cast<std::uint64_t>(std::max<std::int64_t>(nowNs - m_beginNs, 1));
        m_size = static_cast<unsigned>(std::clamp<std::uint64_t>(targetNs * ran / spent, 1, most));
        restart(nowNs, executed);
    }

    /// Begins again after a time without behaviors, such as a sleep.
    void restart(std::int64_t nowNs, std::uint64_t executed) noexcept
    {
        m_left = m_size;
        m_beginNs = nowNs;
        m_executed = executed;
    }

    unsigned size() const noexcept { return m_size; }

private:
    static constexpr std::uint64_t targetNs = 1'000'000;
    static constexpr unsigned most = 64;

    unsigned m_size = 1;
    unsigned m_left = 1;
    std::int64_t m_beginNs = 0;
    std::uint64_t m_executed = 0;
};

} // namespace boc::detail

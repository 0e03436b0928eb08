// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <algorithm>
#include <cstdint>

namespace boc::detail {

/// How long a worker without work waits before it steals again. Stealing costs both sides: cache
/// lines of the queues, of the behaviors, and of cowns that the victim continues to use. If the
/// stolen work was short, the worker waits longer each time; if it was long, it does not wait.
///
/// Used by one thread; reads no clock itself.
class StealPatience
{
public:
    /// Something was stolen.
    void noteSteal(std::int64_t nowNs) noexcept { m_stoleNs = nowNs; }

    /// Called when there is nothing to do; returns how long to wait, in nanoseconds.
    std::int64_t next(std::int64_t nowNs) noexcept
    {
        if (m_stoleNs != 0) {
            const bool paid = nowNs - m_stoleNs >= worthNs;
            m_delayNs = paid ? 0 : std::clamp(2 * m_delayNs, leastNs, mostNs);
            m_stoleNs = 0;
        }
        return m_delayNs;
    }

    /// The worker slept.
    void forget() noexcept
    {
        m_stoleNs = 0;
        m_delayNs = 0;
    }

private:
    // A steal costs both workers together about 2 µs.
    static constexpr std::int64_t worthNs = 5'000;
    static constexpr std::int64_t leastNs = 500;
    static constexpr std::int64_t mostNs = exploring ? leastNs : 32'000;

    std::int64_t m_stoleNs = 0; // 0: nothing since the last wait
    std::int64_t m_delayNs = 0;
};

} // namespace boc::detail

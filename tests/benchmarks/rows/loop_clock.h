// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace cownscope::benchmark {

// The number of operations split evenly among loops, at least one for each.
struct Shares
{
    Shares(std::uint64_t operations, std::uint64_t loops)
        : each(std::max<std::uint64_t>(1, operations / loops))
        , total(each * loops)
    { }

    std::uint64_t each;
    std::uint64_t total;
};

// The time from the start of all loops to the end of the last one. The runtime's own start and end
// are not part of it. The times are read after the runtime has come to rest, which orders that
// behind the writes.
class LoopClock
{
public:
    explicit LoopClock(std::uint64_t loops)
        : m_unfinished(loops)
    { }

    // By whoever starts the loops, before the first.
    void begin() noexcept { m_begin = std::chrono::steady_clock::now(); }

    // By each loop, once; any thread. True for the last one.
    bool loopDone() noexcept
    {
        if (m_unfinished.fetch_sub(1, std::memory_order_acq_rel) != 1)
            return false;
        m_end = std::chrono::steady_clock::now();
        return true;
    }

    double seconds() const { return std::chrono::duration<double>(m_end - m_begin).count(); }
    double perSecond(std::uint64_t operations) const
    {
        return static_cast<double>(operations) / seconds();
    }

private:
    std::chrono::steady_clock::time_point m_begin;
    alignas(64) std::atomic<std::uint64_t> m_unfinished;
    std::chrono::steady_clock::time_point m_end;
};

} // namespace cownscope::benchmark

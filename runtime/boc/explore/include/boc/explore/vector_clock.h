// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace boc::explore {

/// The maximum number of threads alive at once in an execution.
inline constexpr unsigned maxThreads = 16;

/// A thread's own count of its steps.
using Time = std::uint32_t;

/// For each thread, the last of its steps that is known to have happened. A step s of thread t
/// happens before a thread whose clock has at[t] >= s.
struct VectorClock
{
    std::array<Time, maxThreads> at{};

    bool covers(unsigned thread, Time time) const noexcept { return at[thread] >= time; }

    void join(const VectorClock &other) noexcept
    {
        for (unsigned i = 0; i < maxThreads; ++i)
            at[i] = std::max(at[i], other.at[i]);
    }
};

} // namespace boc::explore

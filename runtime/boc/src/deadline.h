// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/sync.h>

#include <chrono>
#include <optional>

namespace boc::detail {

/// The end of a wait; empty means for ever.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// The deadline `timeout` from now; empty if the clock cannot represent it.
inline Deadline deadlineAfter(std::optional<std::chrono::nanoseconds> timeout)
{
    using Clock = std::chrono::steady_clock;
    if (!timeout)
        return {};
    const Clock::time_point now = steadyNow();
    if (*timeout > Clock::time_point::max() - now)
        return {};
    return now + *timeout;
}

} // namespace boc::detail

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace cownscope::link {

// Counts how often a user asked a program to end. One request can arrive as several signals within
// milliseconds: `timeout` tells the program and its process group, and a terminal that is closed
// tells the group by itself and through the shell. So a signal counts as another request only if it
// comes later than a moment after the one before.
class EndRequests
{
public:
    static constexpr std::chrono::milliseconds Moment{500};

    // A signal has come. The number of the request, from 1; 0 if it is still the one before. Any
    // thread, and signal handlers too.
    unsigned count() noexcept;

private:
    static_assert(std::atomic<std::int64_t>::is_always_lock_free
                      && std::atomic<unsigned>::is_always_lock_free,
                  "a signal handler must take no lock");

    std::atomic<std::int64_t> m_last{0}; // steady clock, nanoseconds; 0 before the first
    std::atomic<unsigned> m_count{0};
};

} // namespace cownscope::link

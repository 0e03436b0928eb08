// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>

namespace cownscope::link {

// Number of bytes that this process can still get without swapping, and within the limits of its
// control groups (version 1 or 2); very large if the system does not say. An estimate: other
// processes may need memory at the same time.
std::uint64_t availableMemory();

// Decides whether memory can be had. A look at the system takes about 0.1 ms, as long as it takes
// to make half a mebibyte of memory. So each look allows for later requests, too: for a moment, and
// together for a small part of what was available. Where memory is short, every request looks.
class MemoryAllowance
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds moment{100};
    static constexpr std::uint64_t share = 16; // 1/16 of what was available

    explicit MemoryAllowance(std::function<std::uint64_t()> look = availableMemory);

    // Used by any thread.
    bool allows(std::uint64_t bytes, Clock::time_point now = Clock::now());

private:
    std::function<std::uint64_t()> m_look;
    std::mutex m_mutex;
    Clock::time_point m_end{};   // of the moment
    std::uint64_t m_allowed = 0; // bytes until the next look
};

} // namespace cownscope::link

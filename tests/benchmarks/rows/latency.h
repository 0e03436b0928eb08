// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

// What latencies and their peers have in common.
namespace cownscope::benchmark::latency {

// To the main thread: a worker spins so long, while that falls asleep, before each message.
inline constexpr std::chrono::microseconds messagePause{500};
inline constexpr std::uint64_t messages = 1000;

// From the main thread: it sleeps so long before each.
inline constexpr std::chrono::milliseconds wakeUpPause{1};
inline constexpr std::uint64_t wakeUps = 1000;

} // namespace cownscope::benchmark::latency

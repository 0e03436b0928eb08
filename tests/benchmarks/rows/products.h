// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/options.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <thread>

// What the products in behaviors and the bare ones have in common.
namespace cownscope::benchmark::products {

inline constexpr std::uint64_t stepsPerWorker = 500; // about a second
inline constexpr std::uint64_t warmUp = 10;          // one for so many steps measured

// A step is iters · groupSize products of 16 by 16.
inline rings::Options optionsFor(unsigned workers)
{
    return rings::derived({}, workers);
}

// Steps a second of something that runs: from the end of the warm-up until as many steps more are
// made. Steps that are under way at the beginning count as much too much as those at the end count
// too little.
inline double rateOf(const std::function<std::uint64_t()> &completed, std::uint64_t steps)
{
    using Clock = std::chrono::steady_clock;
    const auto waitFor = [&completed](std::uint64_t count) {
        std::uint64_t now = completed();
        for (; now < count; now = completed())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return now;
    };
    const std::uint64_t before = waitFor(steps / warmUp);
    const Clock::time_point begin = Clock::now();
    const std::uint64_t after = waitFor(before + steps);
    return static_cast<double>(after - before)
        / std::chrono::duration<double>(Clock::now() - begin).count();
}

} // namespace cownscope::benchmark::products

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boc_testing.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>

/// \file
/// What model checks share.
namespace boctest {

/// Something for items to point to: a queue never looks behind it.
inline boc::detail::Scheduler &nobody()
{
    alignas(std::max_align_t) static std::array<std::byte, 1> storage;
    return *reinterpret_cast<boc::detail::Scheduler *>(storage.data());
}

/// Runs the body in all ways within the bounds and says how many there were. BOC_DEEPER in the
/// environment adds as many preemptions, for a long search.
inline void expectAlways(unsigned preemptions, unsigned oddities, const std::function<void()> &body)
{
    const char *const deeper = std::getenv("BOC_DEEPER");
    preemptions += deeper ? static_cast<unsigned>(std::atoi(deeper)) : 0;
#ifdef BOC_SLOW_BUILD
    constexpr std::uint64_t most = 1000; // a sample
    constexpr bool all = false;
#else
    constexpr std::uint64_t most = 2'000'000;
    constexpr bool all = true;
#endif
    const boc::explore::Report report =
        boc::explore::exploreAll({.bounds = {.preemptions = preemptions, .oddities = oddities},
                                  .maxExecutions = deeper ? 1'000'000'000u : most,
                                  .bodyFailed = [] { return testing::Test::HasFailure(); }},
                                 body);
    EXPECT_FALSE(report.failure) << *report.failure;
    EXPECT_TRUE(report.complete || !all) << "too many executions";
    std::printf("%llu executions, %llu steps, %.1f s\n",
                static_cast<unsigned long long>(report.executions),
                static_cast<unsigned long long>(report.steps), report.seconds);
}

} // namespace boctest

// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/choices.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace boc::explore {

/// The result of an exploration.
struct Report
{
    std::uint64_t executions = 0;
    std::uint64_t steps = 0;
    double seconds = 0;
    /// False if a limit ended it before all executions within the bounds had been run.
    bool complete = true;
    /// The first failure: what happened, the seed or path that replays it, the last steps.
    std::optional<std::string> failure;
    /// The seed of the failure.
    std::uint64_t failingSeed = 0;
};

/// Which seeds to run, and how long each may take.
struct SeedOptions
{
    std::uint64_t first = 1;
    std::uint64_t count = 1000;
    std::uint64_t maxSteps = 2'000'000;
    /// Called after each execution; true if the body itself found a failure.
    std::function<bool()> bodyFailed = {};
};

/// Runs the body once for each seed, stopping at the first failure: a deadlock, a data race, a use
/// of something destroyed, an escaped exception, an endless run, or bodyFailed.
///
/// The body's threads must communicate only through the exploring types, and the body must not keep
/// state from one run to the next.
Report exploreSeeds(const SeedOptions &options, const std::function<void()> &body);

/// Limits of an exhaustive exploration.
struct ExhaustiveOptions
{
    AllChoices::Bounds bounds = {};
    std::uint64_t maxExecutions = 10'000'000;
    std::uint64_t maxSteps = 100'000;
    std::function<bool()> bodyFailed = {};
};

/// Runs the body in every way that the bounds allow, stopping at the first failure.
Report exploreAll(const ExhaustiveOptions &options, const std::function<void()> &body);

} // namespace boc::explore

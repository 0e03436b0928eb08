// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <cstdint>

namespace cownscope::fanout {

/// A fan-out workload: each of `producers` makes `producerSteps` steps, one after another. A step
/// schedules `fanoutWidth` children. Each child gets a matrix of its own and multiplies it by
/// itself `childIters` times.
struct Options
{
    std::uint32_t producers = 0;   ///< 0: derived from the number of workers
    std::uint32_t fanoutWidth = 0; ///< children of a step; 0: derived from the number of workers
    std::uint32_t childIters = 1;
    std::uint64_t producerSteps = 1000;
    std::uint32_t payloadRows = 16;
    std::uint32_t payloadCols = 16;
    std::uint64_t seed = 1;

    bool operator==(const Options &) const = default;
};

/// Replaces sizes that are 0: producers = max(1, workers / 4), fanoutWidth = max(1, 4 · workers).
Options derived(Options options, unsigned workers);

/// Fails with one sentence that names the invalid field, unless the derived options are valid.
Outcome validate(const Options &derivedOptions);

/// The number of children of a whole run; the options are derived and valid.
std::uint64_t childrenOf(const Options &derivedOptions);

} // namespace cownscope::fanout

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <cstdint>

namespace cownscope::rings {

/// A chain-ring workload: `rings` rings of `ringSize` matrix cowns each, with `chainsPerRing`
/// chains on each ring. A chain's step acquires the chain's state and a window of `groupSize`
/// cowns, which are `stride` apart, multiplies, and advances the window by `stride`.
struct Options
{
    std::uint32_t rings = 0;         ///< 0: derived from the number of workers
    std::uint32_t chainsPerRing = 0; ///< 0: derived from the size of a ring
    std::uint32_t ringSize = 128;
    std::uint32_t groupSize = 2;
    std::uint32_t stride = 1;
    std::uint32_t iters = 2000; ///< a step makes iters · groupSize products
    std::uint32_t payloadRows = 16;
    std::uint32_t payloadCols = 16;
    bool nullPayload = false; ///< no products: only the cost of the runtime remains
    std::uint64_t seed = 1;

    bool operator==(const Options &) const = default;
};

/// Replaces sizes that are 0: chainsPerRing = max(1, ringSize / (groupSize · stride · 8)), so that
/// chains on a ring rarely need the same cown; rings = max(workers · 16 / chainsPerRing, workers ·
/// 4), so that every worker finds work.
Options derived(Options options, unsigned workers);

/// Fails with one sentence that names the invalid field, unless the derived options are valid.
Outcome validate(const Options &derivedOptions);

} // namespace cownscope::rings

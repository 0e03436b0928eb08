// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cownscope::rings {

/// A chain-ring workload: `rings` rings of `ringSize` matrix cowns, on each of them `chainsPerRing`
/// chains. A chain's step acquires the chain's state and a window of `groupSize` cowns, `stride`
/// apart, multiplies, and moves the window on by `stride`.
struct Options
{
    std::uint32_t rings = 0;         ///< 0: derived from the number of workers
    std::uint32_t chainsPerRing = 0; ///< 0: derived from the size of a ring
    std::uint32_t ringSize = 128;
    std::uint32_t groupSize = 2;
    std::uint32_t stride = 1;
    std::uint32_t iters = 2000; ///< products a step = iters · groupSize
    std::uint32_t payloadRows = 16;
    std::uint32_t payloadCols = 16;
    bool nullPayload = false; ///< no products: what is left is the cost of the runtime
    std::uint64_t seed = 1;

    bool operator==(const Options &) const = default;
};

/// Fills in what is 0: chainsPerRing = max(1, ringSize / (groupSize · stride · 8)), so that chains
/// on a ring seldom meet; rings = max(workers · 16 / chainsPerRing, workers · 4), so that every
/// worker finds work.
Options derived(Options options, unsigned workers);

/// Nothing if the derived options can be run, else one sentence that names the field at fault.
std::optional<std::string> validate(const Options &derivedOptions);

} // namespace cownscope::rings

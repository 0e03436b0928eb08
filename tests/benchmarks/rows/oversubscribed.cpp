// SPDX-License-Identifier: GPL-3.0-or-later
// More workers than the machine has cores, and just as many, on the same chain rings: what the
// system takes from them at its own times must neither cost much nor hold up any chain for long.
#include "benchmarks/rows/chain_ring.h"
#include "benchmarks/rows/rows.h"

namespace cownscope::benchmark {

namespace {

constexpr unsigned excess = 4; // workers for each that fits

Sample measure(const SampleOptions &options, unsigned workers)
{
    boc::Runtime runtime({.workers = workers});
    ChainRings rings(std::uint64_t{4} * excess * options.workers,
                     options.operationsOr(usualOperations * options.workers));
    rings.run(runtime, ChainRings::scheduleWatched);
    return {{"steps", rings.stepsPerSecond()}, {"longest gap", rings.longestGapMs()}};
}

} // namespace

Sample measureOversubscribed(const SampleOptions &options)
{
    return measure(options, excess * options.workers);
}

Sample measureOversubscribedFitting(const SampleOptions &options)
{
    return measure(options, options.workers);
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// How often workers get into each other's way, by their number.
#include "benchmarks/rows/chain_ring.h"
#include "benchmarks/rows/rows.h"

namespace cownscope::benchmark {

Sample measureContention(const SampleOptions &options)
{
    boc::Runtime runtime({.workers = options.workers});
    ChainRings rings(std::uint64_t{4} * options.workers, options.operationsOr(usualOperations));
    rings.run(runtime, ChainRings::schedulePlain);

    std::uint64_t failed = 0;
    std::uint64_t steals = 0;
    std::uint64_t attempts = 0;
    std::uint64_t behaviors = 0;
    for (const boc::WorkerStatistics &worker : runtime.statistics().workers) {
        failed += worker.enqueueCasRetries + worker.dequeueCasRetries;
        steals += worker.poppedViaSteal;
        attempts += worker.stealAttempts;
        behaviors += worker.executed;
    }
    const auto inThousand = [behaviors](std::uint64_t count) {
        return 1000 * static_cast<double>(count) / static_cast<double>(behaviors);
    };
    return {{"steps", rings.stepsPerSecond()},
            {"failed CAS", inThousand(failed)},
            {"steals", inThousand(steals)},
            {"steal attempts", inThousand(attempts)}};
}

} // namespace cownscope::benchmark

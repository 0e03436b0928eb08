// SPDX-License-Identifier: GPL-3.0-or-later
// Cowns that each schedule behaviors on themselves, and nothing else.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <vector>

namespace cownscope::benchmark {

namespace {

struct Ping
{
    std::uint64_t left;
};

void schedule(const boc::Cown<Ping> &cown, LoopClock &clock)
{
    boc::when(cown) << [&cown, &clock](auto ping) {
        if (--ping->left != 0)
            schedule(cown, clock);
        else
            clock.loopDone();
    };
}

} // namespace

Sample measurePing(const SampleOptions &options)
{
    const std::uint64_t loops = std::uint64_t{32} * options.workers;
    const Shares shares(options.operationsOr(usualOperations * options.workers), loops);
    LoopClock clock(loops);
    ObservedRuntime runtime(options);
    std::vector<boc::Cown<Ping>> cowns;
    for (std::uint64_t loop = 0; loop < loops; ++loop)
        cowns.emplace_back(Ping{shares.each});
    runtime.when() << [&] {
        clock.begin();
        for (const boc::Cown<Ping> &cown : cowns)
            schedule(cown, clock);
    };
    runtime.quiesce();
    return {{"", clock.perSecond(shares.total)}};
}

} // namespace cownscope::benchmark

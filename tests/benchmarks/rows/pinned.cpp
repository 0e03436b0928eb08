// SPDX-License-Identifier: GPL-3.0-or-later
// A worker schedules tiny behaviors on a pinned cown, which the main thread runs meanwhile.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <chrono>

namespace cownscope::benchmark {

Sample measurePinned(const SampleOptions &options)
{
    const std::uint64_t behaviors = options.operationsOr(pinnedOperations);
    boc::Runtime runtime({.workers = options.workers});
    const boc::PinnedCown<std::uint64_t> counter(0u);
    std::uint64_t done = 0; // the main thread's alone
    LoopClock clock(1);
    runtime.when() << [&] {
        clock.begin();
        for (std::uint64_t i = 0; i < behaviors; ++i)
            boc::when(counter) << [&done](auto count) { done = ++*count; };
    };
    while (done < behaviors)
        runtime.pump();
    clock.loopDone();
    runtime.quiesce();
    return {{"", clock.perSecond(behaviors)}};
}

} // namespace cownscope::benchmark

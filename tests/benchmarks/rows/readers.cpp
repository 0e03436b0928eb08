// SPDX-License-Identifier: GPL-3.0-or-later
// Many loops that read a cown and one that writes it.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <atomic>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t readers = 16;

struct Board
{
    boc::Cown<std::uint64_t> shared{0u};
    LoopClock clock{readers + 1};
    std::atomic<std::uint64_t> sums{0};

    void read(std::uint64_t sum, std::uint64_t left)
    {
        boc::when(boc::read(shared)) << [this, sum, left](auto value) {
            const std::uint64_t newSum = sum + *value;
            if (left != 1) {
                read(newSum, left - 1);
            } else {
                sums.fetch_add(newSum, std::memory_order_relaxed); // so that it must be computed
                clock.loopDone();
            }
        };
    }

    void write(std::uint64_t left)
    {
        boc::when(shared) << [this, left](auto value) {
            ++*value;
            if (left != 1)
                write(left - 1);
            else
                clock.loopDone();
        };
    }
};

} // namespace

Sample measureReaders(const SampleOptions &options)
{
    const Shares shares(options.operationsOr(usualOperations * options.workers), readers + 1);
    ObservedRuntime runtime(options);
    Board board;
    runtime.when() << [&] {
        board.clock.begin();
        for (std::uint64_t reader = 0; reader < readers; ++reader)
            board.read(0, shares.each);
        board.write(shares.each);
    };
    runtime.quiesce();
    return {{"", board.clock.perSecond(shares.total)}};
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// Philosophers around a table, a fork between any two of them, who eat again and again.
#include "benchmarks/rows/philosophers.h"

#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <vector>

namespace cownscope::benchmark {

namespace {

struct Fork
{
    std::uint64_t uses = 0;
};

// The one table of the process, so that a meal's closure is no more than who eats and how often.
const boc::Cown<Fork> *forks;
LoopClock *diningTime;

void schedule(std::uint64_t philosopher, std::uint64_t left)
{
    boc::when(forks[philosopher], forks[(philosopher + 1) % philosophers::seats])
        << [philosopher, left](auto leftFork, auto rightFork) {
               ++leftFork->uses;
               ++rightFork->uses;
               if (left != 1)
                   schedule(philosopher, left - 1);
               else
                   diningTime->loopDone();
           };
}

// Philosophers ask for their first meals in the order of `stride`: seats 0, stride, 2 · stride, …,
// then 1, 1 + stride, … Neighbors keep this order for all their meals.
Sample measure(const SampleOptions &options, std::uint64_t stride)
{
    const Shares meals(options.operationsOr(usualOperations * options.workers),
                       philosophers::seats);
    LoopClock clock(philosophers::seats);
    ObservedRuntime runtime(options);
    std::vector<boc::Cown<Fork>> table;
    for (std::uint64_t fork = 0; fork < philosophers::seats; ++fork)
        table.emplace_back(Fork{});
    forks = table.data();
    diningTime = &clock;
    runtime.when() << [&] {
        clock.begin();
        for (std::uint64_t first = 0; first < stride; ++first) {
            for (std::uint64_t seat = first; seat < philosophers::seats; seat += stride)
                schedule(seat, meals.each);
        }
    };
    runtime.quiesce();
    return {{"", clock.perSecond(meals.total)}};
}

} // namespace

Sample measurePhilosophers(const SampleOptions &options)
{
    return measure(options, 1);
}

Sample measurePhilosophersApart(const SampleOptions &options)
{
    return measure(options, 2);
}

} // namespace cownscope::benchmark

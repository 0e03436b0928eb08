// SPDX-License-Identifier: GPL-3.0-or-later
// Philosophers around a table, a fork between any two of them, who eat again and again.
#include "benchmarks/rows/philosophers.h"

#include "benchmarks/rows/loop_clock.h"
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

} // namespace

Sample measurePhilosophers(const SampleOptions &options)
{
    const Shares meals(options.operationsOr(usualOperations * options.workers),
                       philosophers::seats);
    LoopClock clock(philosophers::seats);
    boc::Runtime runtime({.workers = options.workers});
    std::vector<boc::Cown<Fork>> table;
    for (std::uint64_t fork = 0; fork < philosophers::seats; ++fork)
        table.emplace_back(Fork{});
    forks = table.data();
    diningTime = &clock;
    runtime.when() << [&] {
        clock.begin();
        for (std::uint64_t philosopher = 0; philosopher < philosophers::seats; ++philosopher)
            schedule(philosopher, meals.each);
    };
    runtime.quiesce();
    return {{"", clock.perSecond(meals.total)}};
}

} // namespace cownscope::benchmark

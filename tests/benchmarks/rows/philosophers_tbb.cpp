// SPDX-License-Identifier: GPL-3.0-or-later
// The philosophers with tasks and locks: a task for each meal.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/philosophers.h"
#include "benchmarks/rows/rows.h"
#include "benchmarks/rows/tbb_arena.h"

#include <array>

namespace cownscope::benchmark {

namespace {

// A line of its own, as cowns have.
struct alignas(64) Fork
{
    std::mutex mutex;
    std::uint64_t uses = 0;
};

struct Table
{
    std::array<Fork, philosophers::seats> forks;
    LoopClock clock{philosophers::seats};

    void schedule(tbb::task_group &group, std::uint64_t philosopher, std::uint64_t left)
    {
        group.run([this, &group, philosopher, left] {
            Fork &leftFork = forks[philosopher];
            Fork &rightFork = forks[(philosopher + 1) % philosophers::seats];
            const PairLock lock(leftFork.mutex, rightFork.mutex);
            ++leftFork.uses;
            ++rightFork.uses;
            if (left != 1)
                schedule(group, philosopher, left - 1);
            else
                clock.loopDone();
        });
    }
};

} // namespace

Sample measurePhilosophersTbb(const SampleOptions &options)
{
    const Shares meals(options.operationsOr(usualOperations * options.workers),
                       philosophers::seats);
    Table table;
    runInArena(options.workers, [&](tbb::task_group &group) {
        table.clock.begin();
        for (std::uint64_t philosopher = 0; philosopher < philosophers::seats; ++philosopher)
            table.schedule(group, philosopher, meals.each);
    });
    return {{"", table.clock.perSecond(meals.total)}};
}

} // namespace cownscope::benchmark

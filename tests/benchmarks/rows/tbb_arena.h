// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tbb/global_control.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <mutex>

namespace cownscope::benchmark {

// Runs `start` with a task group in an arena of so many threads, the calling one among them, and
// returns when all its tasks are done.
template <class Start>
void runInArena(unsigned threads, Start start)
{
    const tbb::global_control most(tbb::global_control::max_allowed_parallelism, threads);
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&start] {
        tbb::task_group group;
        start(group);
        group.wait();
    });
}

// Both locks, taken in the order of their addresses, so that nobody waits in a circle.
class PairLock
{
public:
    PairLock(std::mutex &a, std::mutex &b)
        : m_first(&a < &b ? a : b)
        , m_second(&a < &b ? b : a)
    { }

private:
    std::scoped_lock<std::mutex> m_first;
    std::scoped_lock<std::mutex> m_second;
};

} // namespace cownscope::benchmark

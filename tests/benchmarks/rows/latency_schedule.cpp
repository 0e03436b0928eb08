// SPDX-License-Identifier: GPL-3.0-or-later
// From the main thread to a sleeping worker: from the call of when to the first instruction of the
// body. Beside it the least that waking a thread takes.
#include <boc/boc.h>

#include <atomic>
#include <climits>
#include <thread>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/rows.h"

namespace cownscope::benchmark {

namespace {

constexpr std::chrono::milliseconds pause{1};
constexpr std::uint64_t usualWakeUps = 1000;

using Word = std::atomic<std::uint32_t>;

void futexWait(Word &word, std::uint32_t seen)
{
    ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
}

void futexWake(Word &word)
{
    ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, INT_MAX, nullptr, nullptr, 0);
}

} // namespace

Sample measureLatencySchedule(const SampleOptions &options)
{
    const std::uint64_t wakeUps = options.operationsOr(usualWakeUps);
    boc::Runtime runtime({.workers = options.workers});
    const boc::Cown<Delays> delays(wakeUps);
    for (std::uint64_t i = 0; i < wakeUps; ++i) {
        std::this_thread::sleep_for(pause);
        const Clock::time_point called = Clock::now();
        runtime.when(delays) << [called](auto delays) { delays->add(Clock::now() - called); };
    }
    Sample sample;
    runtime.when(delays) << [&sample](auto delays) { delays->appendTo(sample); };
    runtime.quiesce();
    return sample;
}

Sample measureLatencyScheduleFutex(const SampleOptions &options)
{
    const auto wakeUps = static_cast<std::uint32_t>(options.operationsOr(usualWakeUps));
    Delays delays(wakeUps);
    // The release that announces a call pairs with the acquire that sees it: `called` is seen, too;
    // the thread is done with it long before it is written again.
    std::atomic<Clock::time_point> called{};
    Word calls{0};
    {
        const std::jthread sleeper([&] {
            for (std::uint32_t seen = 0; seen < wakeUps; ++seen) {
                while (calls.load(std::memory_order_acquire) == seen)
                    futexWait(calls, seen);
                delays.add(Clock::now() - called.load(std::memory_order_relaxed));
            }
        });
        for (std::uint32_t i = 0; i < wakeUps; ++i) {
            std::this_thread::sleep_for(pause);
            called.store(Clock::now(), std::memory_order_relaxed);
            calls.fetch_add(1, std::memory_order_release);
            futexWake(calls);
        }
    }
    Sample sample;
    delays.appendTo(sample);
    return sample;
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// What it takes on this machine to wake a thread, without a runtime: what the latencies are to be
// seen beside. A thread that sleeps notes how long ago it was woken.
#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/latency.h"
#include "benchmarks/rows/rows.h"
#include "benchmarks/rows/wake.h"

#include <atomic>
#include <thread>

namespace cownscope::benchmark {

namespace {

// Relaxed, since what wakes orders it; atomic, since a late sleeper may read it while it is written
// for the next time.
using SharedTime = std::atomic<Clock::time_point>;

// `pause` keeps the thread that wakes for a while, so that the other one falls asleep.
template <class Wake, class Pause>
void wakeAgainAndAgain(Wake &wake, SharedTime &woken, std::uint64_t times, Pause pause)
{
    for (std::uint64_t i = 0; i < times; ++i) {
        pause();
        woken.store(Clock::now(), std::memory_order_relaxed);
        wake.raise();
    }
}

template <class Wake>
void sleepAgainAndAgain(Wake &wake, const SharedTime &woken, std::uint64_t times, Delays &delays)
{
    for (std::uint64_t i = 0; i < times; ++i) {
        wake.wait();
        delays.add(Clock::now() - woken.load(std::memory_order_relaxed));
    }
}

// The main thread sleeps; the other one goes on when it has been heard.
template <class Wake>
void appendMainDelays(Sample &sample, const std::string &prefix, std::uint64_t times)
{
    Delays delays(times);
    Wake wake;
    Wake heard;
    SharedTime woken{};
    const std::jthread waker([&] {
        for (std::uint64_t i = 0; i < times; ++i) {
            wakeAgainAndAgain(wake, woken, 1, [] { spinFor(latency::messagePause); });
            heard.wait();
        }
    });
    for (std::uint64_t i = 0; i < times; ++i) {
        sleepAgainAndAgain(wake, woken, 1, delays);
        heard.raise();
    }
    delays.appendTo(sample, prefix);
}

} // namespace

Sample measureLatencyMainBare(const SampleOptions &options)
{
    const std::uint64_t messages = options.operationsOr(latency::messages);
    Sample sample;
    appendMainDelays<Futex>(sample, "", messages);
    appendMainDelays<Event>(sample, "hook ", messages);
    return sample;
}

Sample measureLatencyScheduleBare(const SampleOptions &options)
{
    const std::uint64_t wakeUps = options.operationsOr(latency::wakeUps);
    Delays delays(wakeUps);
    Futex wake;
    SharedTime woken{};
    {
        const std::jthread sleeper([&] { sleepAgainAndAgain(wake, woken, wakeUps, delays); });
        wakeAgainAndAgain(wake, woken, wakeUps,
                          [] { std::this_thread::sleep_for(latency::wakeUpPause); });
    }
    Sample sample;
    delays.appendTo(sample);
    return sample;
}

} // namespace cownscope::benchmark

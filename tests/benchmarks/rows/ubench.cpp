// SPDX-License-Identifier: GPL-3.0-or-later
// Cowns that send messages to themselves, one in twenty to another cown as well. Each has a number
// of messages to send; a message that finds none left ends.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/random.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t initialPings = 5;
constexpr std::uint64_t oneToTwo = 20; // one of so many messages goes to two

struct Pinger
{
    Random random;
    std::uint64_t index;
    std::uint64_t left;
};

struct Bench
{
    std::vector<boc::Cown<Pinger>> pingers;
    LoopClock clock;

    void send(std::uint64_t self)
    {
        boc::when(pingers[self]) << [this](auto pinger) { receive(*pinger); };
    }

    void receive(Pinger &pinger)
    {
        if (pinger.left == 0) {
            clock.loopDone();
            return;
        }
        --pinger.left;
        if (pinger.random.next() % oneToTwo != 0) {
            send(pinger.index);
            return;
        }
        const std::uint64_t other = pinger.random.nextBut(pinger.index, pingers.size());
        boc::when(pingers[pinger.index], pingers[other])
            << [this](auto first, auto) { receive(*first); };
    }
};

} // namespace

Sample measureUbench(const SampleOptions &options)
{
    const std::uint64_t pingers = std::uint64_t{8} * options.workers;
    const Shares shares(options.operationsOr(usualOperations * options.workers), pingers);
    Bench bench{.pingers = {}, .clock = LoopClock(pingers * initialPings)};
    ObservedRuntime runtime(options);
    for (std::uint64_t index = 0; index < pingers; ++index)
        bench.pingers.emplace_back(Pinger{Random(index), index, shares.each});
    runtime.when() << [&bench] {
        bench.clock.begin();
        for (std::uint64_t index = 0; index < bench.pingers.size(); ++index) {
            for (std::uint64_t ping = 0; ping < initialPings; ++ping)
                bench.send(index);
        }
    };
    runtime.quiesce();
    return {{"", bench.clock.perSecond(shares.total)}};
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// Producers whose steps schedule children on cowns of their own.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <cstdio>
#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t width = 8;

struct Producer
{
    std::uint64_t left;
};

struct Fan
{
    LoopClock clock;
    std::uint64_t outstanding = 0; // children, when the last producer was done
};

void schedule(const boc::Cown<Producer> &cown, Fan &fan)
{
    boc::when(cown) << [&cown, &fan](auto producer) {
        for (std::uint64_t child = 0; child < width; ++child) {
            boc::when(boc::Cown<std::uint64_t>{0u}) << [](auto) {};
        }
        if (--producer->left != 0)
            schedule(cown, fan);
        else if (fan.clock.loopDone())
            fan.outstanding = boc::Runtime::current()->inFlight() - 1;
    };
}

} // namespace

Sample measureFanOut(const SampleOptions &options)
{
    const std::uint64_t producers = options.workers;
    const Shares steps(options.operationsOr(usualOperations * options.workers) / width, producers);
    Fan fan{.clock = LoopClock(producers)};
    ObservedRuntime runtime(options);
    std::vector<boc::Cown<Producer>> cowns;
    for (std::uint64_t producer = 0; producer < producers; ++producer)
        cowns.emplace_back(Producer{steps.each});
    runtime.when() << [&] {
        fan.clock.begin();
        for (const boc::Cown<Producer> &cown : cowns)
            schedule(cown, fan);
    };
    runtime.quiesce();
    std::fprintf(stderr, "fan-out: %llu children outstanding at the end\n",
                 static_cast<unsigned long long>(fan.outstanding));
    return {{"", fan.clock.perSecond(steps.total * width)}};
}

} // namespace cownscope::benchmark

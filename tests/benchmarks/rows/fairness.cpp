// SPDX-License-Identifier: GPL-3.0-or-later
// Three endless chains for each worker: how far the one that advanced most is ahead of the one that
// advanced least.
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t usualMilliseconds = 400;
constexpr unsigned chainsPerWorker = 3;

struct alignas(64) LoneChain
{
    std::uint64_t steps = 0;
};

void schedule(const boc::Cown<LoneChain> &cown, const std::atomic<bool> &stop)
{
    boc::when(cown) << [&stop](auto chain) {
        ++chain->steps;
        if (!stop.load(std::memory_order_relaxed))
            schedule(chain.cown(), stop);
    };
}

} // namespace

Sample measureFairness(const SampleOptions &options)
{
    const std::chrono::milliseconds time(options.operationsOr(usualMilliseconds));
    std::atomic<bool> stop{false};
    boc::Runtime runtime({.workers = options.workers});
    std::vector<boc::Cown<LoneChain>> chains(std::size_t{chainsPerWorker} * options.workers);
    for (const boc::Cown<LoneChain> &chain : chains)
        schedule(chain, stop);
    std::this_thread::sleep_for(time);
    stop = true;
    runtime.quiesce();

    std::vector<double> steps;
    for (boc::Cown<LoneChain> &chain : chains)
        steps.push_back(static_cast<double>(boc::take(std::move(chain)).steps));
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end());
    return {{"spread", 100 * (*most / *least - 1)}};
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// What a behavior costs while more and more cowns are in use, and what is left of that without what
// the memory costs by itself: pointers followed through as many pairs of cache lines.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/random.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t largest = 1'000'000;
constexpr std::uint64_t usualBehaviors = 3'000'000; // for each number of cowns

template <class T>
void shuffle(std::vector<T> &values)
{
    Random random(0);
    for (std::size_t end = values.size(); end > 1; --end)
        std::swap(values[end - 1], values[random.next() % end]);
}

struct Ping
{
    std::uint64_t left;
};

void schedule(const boc::Cown<Ping> &cown, LoopClock &clock)
{
    boc::when(cown) << [&cown, &clock](auto ping) {
        if (--ping->left != 0)
            schedule(cown, clock);
        else
            clock.loopDone();
    };
}

// Nanoseconds a behavior, with all cowns in flight, in an order that has nothing to do with where
// they are.
double behaviorTime(const SampleOptions &options, std::uint64_t count, std::uint64_t behaviors)
{
    const Shares shares(behaviors, count);
    LoopClock clock(count);
    boc::Runtime runtime({.workers = options.workers});
    std::vector<boc::Cown<Ping>> cowns;
    cowns.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i)
        cowns.emplace_back(Ping{shares.each});
    shuffle(cowns);
    runtime.when() << [&] {
        clock.begin();
        for (const boc::Cown<Ping> &cown : cowns)
            schedule(cown, clock);
    };
    runtime.quiesce();
    return 1e9 / clock.perSecond(shares.total);
}

struct alignas(128) Node
{
    const Node *next = nullptr;
};

// Nanoseconds a node, on a way that leads through all of them.
double chaseTime(std::uint64_t count, std::uint64_t hops)
{
    std::vector<Node> nodes(count);
    std::vector<std::size_t> way(count);
    std::iota(way.begin(), way.end(), 0);
    shuffle(way);
    for (std::size_t i = 0; i < count; ++i)
        nodes[way[i]].next = &nodes[way[(i + 1) % count]];
    LoopClock clock(1);
    const Node *node = nodes.data();
    clock.begin();
    for (std::uint64_t hop = 0; hop < hops; ++hop)
        node = node->next;
    asm volatile("" : : "r"(node)); // the way must be gone
    clock.loopDone();
    return 1e9 / clock.perSecond(hops);
}

} // namespace

Sample measureGrowthCowns(const SampleOptions &options)
{
    Sample sample;
    const std::uint64_t operations = options.operationsOr(usualBehaviors);
    for (std::uint64_t count = 10; count <= std::min(operations, largest); count *= 10) {
        const double behavior = behaviorTime(options, count, operations);
        const double chase = chaseTime(count, operations);
        sample.push_back({std::to_string(count), behavior});
        sample.push_back({std::to_string(count) + " less chase", behavior - chase});
    }
    return sample;
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/chain_ring.h"

#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/rows.h"

#include <algorithm>

namespace cownscope::benchmark {

namespace {

constexpr std::uint32_t behind(std::uint32_t slot)
{
    return (slot + 1) % ChainRings::ringSize;
}

// Makes the step; true if the chain goes on.
bool advance(Chain &chain)
{
    --chain.left;
    chain.head = behind(chain.head);
    if (chain.left != 0)
        return true;
    chain.clock->loopDone();
    return false;
}

void watch(Chain &chain)
{
    constexpr std::uint64_t interval = 64;
    if (chain.left % interval != 0)
        return;
    const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                         std::chrono::steady_clock::now().time_since_epoch())
                         .count();
    if (chain.lastSeenNs != 0)
        chain.longestGapNs = std::max(chain.longestGapNs, now - chain.lastSeenNs);
    chain.lastSeenNs = now;
}

Sample throughputOf(const SampleOptions &options, ChainRings::Schedule schedule)
{
    ObservedRuntime runtime(options);
    ChainRings rings(std::uint64_t{4} * options.workers,
                     options.operationsOr(usualOperations * options.workers));
    rings.run(runtime, schedule);
    return {{"", rings.stepsPerSecond()}};
}

} // namespace

ChainRings::ChainRings(std::uint64_t rings, std::uint64_t operations)
    : m_shares(operations, rings * chainsPerRing)
    , m_clock(rings * chainsPerRing)
{
    m_slots.reserve(rings * ringSize);
    for (std::uint64_t slot = 0; slot < rings * ringSize; ++slot)
        m_slots.emplace_back(RingSlot{});
    m_chains.reserve(rings * chainsPerRing); // their handles are borrowed and must not move
    for (std::uint64_t chain = 0; chain < rings * chainsPerRing; ++chain) {
        const auto number = static_cast<std::uint32_t>(chain % chainsPerRing);
        m_chains.emplace_back(Chain{.ring = m_slots.data() + chain / chainsPerRing * ringSize,
                                    .self = m_chains.data() + chain,
                                    .clock = &m_clock,
                                    .left = m_shares.each,
                                    .head = number * (ringSize / chainsPerRing)});
    }
}

void ChainRings::schedulePlain(Chain &chain)
{
    boc::when(*chain.self, chain.ring[chain.head], chain.ring[behind(chain.head)])
        << [](auto state, auto, auto) {
               if (advance(*state))
                   schedulePlain(*state);
           };
}

void ChainRings::scheduleForResult(Chain &chain)
{
    const boc::Cown<int> stepsLeft =
        boc::when(*chain.self, chain.ring[chain.head], chain.ring[behind(chain.head)])
        << [](auto state, auto, auto) {
               if (advance(*state))
                   scheduleForResult(*state);
               return static_cast<int>(state->left);
           };
}

void ChainRings::scheduleWatched(Chain &chain)
{
    boc::when(*chain.self, chain.ring[chain.head], chain.ring[behind(chain.head)])
        << [](auto state, auto, auto) {
               watch(*state);
               if (advance(*state))
                   scheduleWatched(*state);
           };
}

void ChainRings::run(boc::Runtime &runtime, Schedule schedule)
{
    runtime.when() << [this, schedule] {
        m_clock.begin();
        for (const boc::Cown<Chain> &chain : m_chains)
            boc::when(chain) << [schedule](auto state) { schedule(*state); };
    };
    runtime.quiesce();
    runtime.when(m_chains) << [this](auto chains) {
        for (const auto &chain : chains) {
            m_longestGapMs =
                std::max(m_longestGapMs, static_cast<double>(chain->longestGapNs) / 1e6);
        }
    };
    runtime.quiesce();
}

Sample measureChainRing(const SampleOptions &options)
{
    return throughputOf(options, ChainRings::schedulePlain);
}

Sample measureChainRingResults(const SampleOptions &options)
{
    return throughputOf(options, ChainRings::scheduleForResult);
}

} // namespace cownscope::benchmark

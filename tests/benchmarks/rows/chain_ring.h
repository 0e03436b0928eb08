// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/rows/loop_clock.h"

#include <boc/boc.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace cownscope::benchmark {

// A slot of a ring. Nobody looks at its value.
struct RingSlot
{
    std::uint64_t value = 0;
};

// A chain of steps around a ring: each takes the chain and two neighboring slots, moves on by one
// slot and schedules the next step.
struct Chain
{
    const boc::Cown<RingSlot> *ring;
    const boc::Cown<Chain> *self; // a handle to borrow
    LoopClock *clock;
    std::uint64_t left;
    std::uint32_t head;
    std::int64_t lastSeenNs = 0; // these two where gaps are looked for
    std::int64_t longestGapNs = 0;
};

// Rings of 128 slots with eight chains each, whose steps go on until each chain has made its share.
class ChainRings
{
public:
    static constexpr std::uint32_t ringSize = 128;
    static constexpr std::uint32_t chainsPerRing = 8;

    ChainRings(std::uint64_t rings, std::uint64_t operations);
    ChainRings(const ChainRings &) = delete;
    ChainRings &operator=(const ChainRings &) = delete;

    // How a chain schedules its next step; called by whoever holds the chain.
    using Schedule = void (*)(Chain &chain);
    static void schedulePlain(Chain &chain);
    // The result of each step is kept for as long as it takes to schedule it.
    static void scheduleForResult(Chain &chain);
    // Each chain notes the longest time that 64 of its steps took.
    static void scheduleWatched(Chain &chain);

    // Starts all chains in one behavior and waits until nothing is in flight. Main thread.
    void run(boc::Runtime &runtime, Schedule schedule);

    std::uint64_t steps() const { return m_shares.total; }
    double stepsPerSecond() const { return m_clock.perSecond(m_shares.total); }
    // After a watched run.
    double longestGapMs() const { return m_longestGapMs; }

private:
    std::vector<boc::Cown<RingSlot>> m_slots; // ring by ring
    std::vector<boc::Cown<Chain>> m_chains;
    Shares m_shares;
    LoopClock m_clock;
    double m_longestGapMs = 0;
};

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/sample.h"

#include <cstdint>
#include <span>

namespace cownscope::benchmark {

// Operations for each worker: 0.7 to 1 s for a runtime that takes 150 ns for one.
inline constexpr std::uint64_t usualOperations = 6'000'000;
inline constexpr std::uint64_t pinnedOperations = 1'000'000;

// All rows of boc_bench, those of peers among them.
std::span<const Row> allRows();

// Operations a second.
Sample measureChainRing(const SampleOptions &options);
Sample measureChainRingResults(const SampleOptions &options);
Sample measurePing(const SampleOptions &options);
Sample measureUbench(const SampleOptions &options);
Sample measureFanOut(const SampleOptions &options);
Sample measureBanking(const SampleOptions &options);
Sample measureBankingTbb(const SampleOptions &options);
Sample measurePhilosophers(const SampleOptions &options);
// In which half of the philosophers can eat at once; in the other row it is one at a time.
Sample measurePhilosophersApart(const SampleOptions &options);
Sample measurePhilosophersTbb(const SampleOptions &options);
Sample measureReaders(const SampleOptions &options);
Sample measureProducts(const SampleOptions &options);
Sample measureProductsBare(const SampleOptions &options);
Sample measurePinned(const SampleOptions &options);
Sample measurePinnedBare(const SampleOptions &options);

// Several figures, or others; the catalog of the driver says which.
Sample measureLatencyMain(const SampleOptions &options);
Sample measureLatencyMainBare(const SampleOptions &options);
Sample measureLatencySchedule(const SampleOptions &options);
Sample measureLatencyScheduleBare(const SampleOptions &options);
Sample measureFairness(const SampleOptions &options); // operations: milliseconds
Sample measureIdle(const SampleOptions &options);     // operations: milliseconds
// Parts of the row "memory".
Sample measureMemoryOfCowns(const SampleOptions &options);
Sample measureMemoryOfBehaviors(const SampleOptions &options);
Sample measureMemoryOfLongRun(const SampleOptions &options);
Sample measureGrowthCowns(const SampleOptions &options);
Sample measureGrowthWidth(const SampleOptions &options);
Sample measureOversubscribed(const SampleOptions &options);
Sample measureOversubscribedFitting(const SampleOptions &options);
Sample measureContention(const SampleOptions &options);

} // namespace cownscope::benchmark

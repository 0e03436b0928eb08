// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "benchmarks/sample.h"

namespace cownscope::benchmark {

// Operations for each worker: 0.7 to 1 s for a runtime that takes 150 ns for one.
inline constexpr std::uint64_t usualOperations = 6'000'000;

// All rows of boc_bench, those of peers among them.
std::span<const Row> allRows();

Sample measureChainRing(const SampleOptions &options);
Sample measureChainRingResults(const SampleOptions &options);
Sample measurePing(const SampleOptions &options);
Sample measureFanOut(const SampleOptions &options);

} // namespace cownscope::benchmark

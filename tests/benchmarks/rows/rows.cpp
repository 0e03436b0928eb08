// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/rows.h"

namespace cownscope::benchmark {

namespace {

constexpr Row all[] = {
    {"chain-ring", measureChainRing},
    {"chain-ring-results", measureChainRingResults},
    {"ping", measurePing},
    {"fan-out", measureFanOut},
};

} // namespace

std::span<const Row> allRows()
{
    return all;
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/sample.h"

#include <boc/boc.h>

#include <cstdint>
#include <stop_token>
#include <thread>

namespace cownscope::benchmark {

// A runtime with the workers of a sample. If the sample is observed, a thread reads the number of
// behaviors in flight every millisecond, and the end stores the most of them, the sums of the
// scheduler's counters and those of the pool. Names of counters are as in boc/statistics.h.
class ObservedRuntime : public boc::Runtime
{
public:
    explicit ObservedRuntime(const SampleOptions &options);
    ~ObservedRuntime();
    ObservedRuntime(const ObservedRuntime &) = delete;
    ObservedRuntime &operator=(const ObservedRuntime &) = delete;

private:
    void watch(const std::stop_token &stop);

    Sample *const m_observed;
    std::uint64_t m_most = 0;
    std::jthread m_watcher;
};

} // namespace cownscope::benchmark

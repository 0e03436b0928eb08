// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::test {

struct ToyOptions
{
    std::uint32_t counters = 4; // cowns, each counted up by one behavior after another
    std::uint32_t stepSize = 1;
    std::uint64_t seed = 1;

    bool operator==(const ToyOptions &) const = default;
};

// A workload that only the tests know: counters that count.
const lab::Workload &toyWorkload();

// Counters at work.
class Counters
{
public:
    explicit Counters(const ToyOptions &options);

    void attach(boc::Runtime &runtime) { m_runtime = &runtime; }
    void advance(std::uint64_t steps); // of each
    void start();
    void pause() { m_shared->running = false; }

    std::uint64_t steps() const { return m_shared->steps; }
    std::uint64_t sum() const { return m_shared->sum; } // of all counters
    const ToyOptions &options() const { return m_options; }

private:
    struct Shared
    {
        std::atomic<bool> running{false};
        std::atomic<std::uint64_t> steps{0};
        std::atomic<std::uint64_t> sum{0};
    };
    void count(const boc::Cown<std::uint64_t> &counter);
    static void goOn(boc::Acquired<std::uint64_t> counter, std::shared_ptr<Shared> shared,
                     std::uint32_t stepSize);

    ToyOptions m_options;
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
    std::vector<boc::Cown<std::uint64_t>> m_counters;
    boc::Runtime *m_runtime = nullptr;
};

} // namespace cownscope::test

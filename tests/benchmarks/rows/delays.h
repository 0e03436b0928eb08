// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/sample.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace cownscope::benchmark {

using Clock = std::chrono::steady_clock;

// How long it took, again and again.
class Delays
{
public:
    explicit Delays(std::size_t expected) { m_all.reserve(expected); }

    void add(Clock::duration delay) { m_all.push_back(delay); }
    std::size_t count() const { return m_all.size(); }

    // Appends "p50" and "p99" in microseconds, behind a prefix.
    void appendTo(Sample &sample, const std::string &prefix = {}) const;

private:
    std::vector<Clock::duration> m_all;
};

// Keeps a thread busy, so that others have the time to fall asleep.
inline void spinFor(Clock::duration time)
{
    for (const Clock::time_point end = Clock::now() + time; Clock::now() < end;) {
    }
}

} // namespace cownscope::benchmark

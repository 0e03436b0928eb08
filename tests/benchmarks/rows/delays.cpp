// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/delays.h"

#include <algorithm>
#include <cmath>

namespace cownscope::benchmark {

void Delays::appendTo(Sample &sample, const std::string &prefix) const
{
    std::vector<Clock::duration> sorted = m_all;
    std::ranges::sort(sorted);
    const auto percentile = [&sorted](double share) {
        const auto rank = std::ceil(share * static_cast<double>(sorted.size()));
        const auto index = static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
        return std::chrono::duration<double, std::micro>(sorted.at(index)).count();
    };
    sample.push_back({prefix + "p50", percentile(0.5)});
    sample.push_back({prefix + "p99", percentile(0.99)});
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/scaling/two_states.h"

#include "benchmarks/driver/ratio.h"

#include <algorithm>

namespace cownscope::benchmark {

namespace {

constexpr std::size_t leastSamples = 4;
constexpr std::size_t leastInCluster = 2;
constexpr double leastGap = 0.2; // of the highest sample of the lower cluster

} // namespace

std::optional<TwoStates> twoStatesOf(std::vector<double> samples)
{
    if (samples.size() < leastSamples)
        return {};
    std::ranges::sort(samples);
    std::size_t begin = leastInCluster; // of the upper cluster
    const auto gapAt = [&samples](std::size_t i) { return samples[i] - samples[i - 1]; };
    for (std::size_t i = begin; i + leastInCluster <= samples.size(); ++i) {
        if (gapAt(i) > gapAt(begin))
            begin = i;
    }
    const double gap = gapAt(begin);
    const double lowWidth = samples[begin - 1] - samples.front();
    const double highWidth = samples.back() - samples[begin];
    if (gap < leastGap * samples[begin - 1] || gap <= std::max(lowWidth, highWidth))
        return {};
    const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(begin);
    return TwoStates{.low = median({samples.begin(), middle}),
                     .high = median({middle, samples.end()}),
                     .inLow = begin,
                     .inHigh = samples.size() - begin};
}

} // namespace cownscope::benchmark

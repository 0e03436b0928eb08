// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/ratio.h"

#include "base/split_mix.h"

#include <algorithm>
#include <cstddef>

namespace cownscope::benchmark {

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 != 0 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Spread spreadOf(const std::vector<double> &ratios)
{
    constexpr std::size_t resamples = 10'000;
    SplitMix random(1, 0);
    std::vector<double> medians;
    medians.reserve(resamples);
    std::vector<double> drawn(ratios.size());
    for (std::size_t i = 0; i < resamples; ++i) {
        for (double &ratio : drawn)
            ratio = ratios[random.next() % ratios.size()];
        medians.push_back(median(drawn));
    }
    std::ranges::sort(medians);
    return {.median = median(ratios),
            .min = std::ranges::min(ratios),
            .max = std::ranges::max(ratios),
            .low = medians[resamples * 25 / 1000],
            .high = medians[resamples * 975 / 1000 - 1]};
}

} // namespace cownscope::benchmark

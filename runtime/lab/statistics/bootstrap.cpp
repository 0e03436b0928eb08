// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/bootstrap.h"

#include "lab/statistics/random_index.h"
#include "lab/statistics/robust.h"

#include <algorithm>
#include <vector>

namespace cownscope::lab {

namespace {

// The interval of `statistic` over the resamples.
template <typename Statistic>
std::optional<Interval> percentileInterval(const BootstrapOptions &options, Statistic &&statistic)
{
    SplitMix random(options.seed, 0);
    std::vector<double> results;
    results.reserve(options.resamples);
    for (std::uint32_t i = 0; i < options.resamples; ++i)
        results.push_back(statistic(random));
    const auto low = quantile(results, 0.025);
    const auto high = quantile(results, 0.975);
    if (!low || !high)
        return {};
    return Interval{.low = *low, .high = *high};
}

double resampledMedian(SplitMix &random, std::span<const double> values,
                       std::vector<double> &resample)
{
    resample.resize(values.size());
    for (double &value : resample)
        value = values[randomIndex(random, values.size())];
    return *median(resample);
}

} // namespace

std::optional<Interval> bootstrapMean(std::span<const double> values,
                                      const BootstrapOptions &options)
{
    if (values.size() < 2)
        return {};
    return percentileInterval(options, [&](SplitMix &random) {
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += values[randomIndex(random, values.size())];
        return sum / static_cast<double>(values.size());
    });
}

std::optional<Interval> bootstrapMedianRatio(std::span<const double> base,
                                             std::span<const double> other,
                                             const BootstrapOptions &options)
{
    const bool positive = std::ranges::all_of(base, [](double value) { return value > 0; });
    if (base.size() < 2 || other.size() < 2 || !positive)
        return {};
    std::vector<double> resample;
    return percentileInterval(options, [&](SplitMix &random) {
        const double denominator = resampledMedian(random, base, resample);
        return resampledMedian(random, other, resample) / denominator;
    });
}

} // namespace cownscope::lab

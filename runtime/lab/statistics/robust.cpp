// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/robust.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cownscope::lab {

std::optional<double> median(std::span<const double> values)
{
    return quantile(values, 0.5);
}

std::optional<double> medianAbsoluteDeviation(std::span<const double> values)
{
    const auto middle = median(values);
    if (!middle)
        return {};
    std::vector<double> distances;
    distances.reserve(values.size());
    for (const double value : values)
        distances.push_back(std::abs(value - *middle));
    return median(distances);
}

std::optional<double> quantile(std::span<const double> values, double probability)
{
    if (values.empty())
        return {};
    std::vector<double> ordered(values.begin(), values.end());
    const double place = static_cast<double>(ordered.size() - 1) * std::clamp(probability, 0., 1.);
    const double below = std::floor(place);
    const auto at = ordered.begin() + static_cast<std::ptrdiff_t>(below);
    std::nth_element(ordered.begin(), at, ordered.end());
    if (place == below)
        return *at;
    // After nth_element the larger values follow: the next order statistic is their minimum.
    return std::lerp(*at, *std::min_element(at + 1, ordered.end()), place - below);
}

} // namespace cownscope::lab

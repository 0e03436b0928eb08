// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/noise_floor.h"

#include "lab/statistics/random_index.h"
#include "lab/statistics/robust.h"

#include <cmath>
#include <utility>
#include <vector>

namespace cownscope::lab {

std::optional<double> noiseFloor(std::span<const double> values, const NoiseFloorOptions &options)
{
    const double whole = median(values).value_or(0);
    if (values.size() < 4 || whole <= 0)
        return {};
    SplitMix random(options.seed, 0);
    std::vector<double> shuffled(values.begin(), values.end());
    const std::size_t half = shuffled.size() / 2;
    std::vector<double> distances;
    distances.reserve(options.splits);
    for (std::uint32_t split = 0; split < options.splits; ++split) {
        for (std::size_t i = 0; i < half; ++i)
            std::swap(shuffled[i], shuffled[i + randomIndex(random, shuffled.size() - i)]);
        const std::span<const double> all(shuffled);
        distances.push_back(std::abs(*median(all.first(half)) - *median(all.subspan(half)))
                            / whole);
    }
    return quantile(distances, 0.95);
}

} // namespace cownscope::lab

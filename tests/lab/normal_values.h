// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/split_mix.h"

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace cownscope::test {

// Normally distributed values, the same for a generator in the same state (Box and Muller, 1958).
inline std::vector<double> normalValues(SplitMix &random, std::size_t count, double mean,
                                        double deviation)
{
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
        const double radius = std::sqrt(-2 * std::log(1.0 - random.unit()));
        const double angle = 2 * std::numbers::pi * random.unit();
        values.push_back(mean + deviation * radius * std::cos(angle));
    }
    return values;
}

} // namespace cownscope::test

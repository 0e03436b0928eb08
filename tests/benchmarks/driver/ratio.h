// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace cownscope::benchmark {

// Of at least one value.
double median(std::vector<double> values);

// How ratios of pairs are spread.
struct Spread
{
    double median;
    double min;
    double max;
    double low; // from here to high: 95 % interval of the median, by bootstrap
    double high;
};

// Of at least one value. Resamples with a fixed seed: the same values give the same interval.
Spread spreadOf(const std::vector<double> &ratios);

} // namespace cownscope::benchmark

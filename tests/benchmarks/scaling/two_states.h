// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace cownscope::benchmark {

// Samples that fall into two clusters: what was measured has two states.
struct TwoStates
{
    double low;  // median of the lower cluster
    double high; // of the upper one
    std::size_t inLow;
    std::size_t inHigh;
};

// Nothing for fewer than four samples, or if the samples are in one cluster. Two clusters: each has
// at least two samples, they are at least 20 % apart, and that gap is wider than either cluster.
std::optional<TwoStates> twoStatesOf(std::vector<double> samples);

} // namespace cownscope::benchmark

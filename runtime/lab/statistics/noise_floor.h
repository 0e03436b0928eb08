// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace cownscope::lab {

struct NoiseFloorOptions
{
    std::uint32_t splits = 1000;
    std::uint64_t seed = 1; // the same seed and values give the same floor on every machine
};

// How much two measurements of the same thing differ by chance, estimated from one sample: an A/A
// test. The sample is split randomly into halves many times. The result is the 95 % quantile of the
// distance between the halves' medians, as a share of the sample's median (0.01 is 1 %). Halves
// differ more than whole samples, so the estimate is conservative. After "A/A testing" in Kohavi,
// Tang and Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 19, by random splits of
// one sample.
//
// Empty for fewer than four values, or if the median is not above zero.
std::optional<double> noiseFloor(std::span<const double> values,
                                 const NoiseFloorOptions &options = {});

} // namespace cownscope::lab

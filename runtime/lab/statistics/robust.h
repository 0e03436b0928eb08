// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace cownscope::lab {

// Statistics that are robust against outliers. All take finite values in any order and return the
// same unit; empty for no values.

// For an even number of values, the mean of the two middle values.
std::optional<double> median(std::span<const double> values);

// The median of the distances to the median, not scaled to the standard deviation of a normal
// distribution (for which it would have to be multiplied by 1.4826). Zero for one value.
std::optional<double> medianAbsoluteDeviation(std::span<const double> values);

// The quantile for `probability`, from 0 to 1, interpolated between the order statistics around 1 +
// (count - 1) * probability: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages",
// The American Statistician 50 (1996); the default of R and NumPy.
std::optional<double> quantile(std::span<const double> values, double probability);

} // namespace cownscope::lab

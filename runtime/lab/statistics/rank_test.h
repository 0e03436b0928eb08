// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace cownscope::lab {

struct RankTest
{
    double u = 0;         // number of pairs whose first value is larger; an equal pair counts 0.5
    double p = 1;         // two-sided
    bool exact = false;   // exact p, not the normal approximation
    double smallestP = 1; // see smallestRankTestP
};

enum class RankTestMethod {
    ExactIfPossible, // no two values are equal and the product of the sizes is at most 400
    Approximate
};

// The Mann-Whitney U test (Wilcoxon's rank-sum test) of whether two independent samples come from
// the same distribution: Mann and Whitney, "On a Test of Whether one of Two Random Variables is
// Stochastically Larger than the Other", Annals of Mathematical Statistics 18 (1947), whose
// recurrence counts the orders. The approximation is normal, corrected for ties and for continuity.
// Same results as wilcox.test in R and scipy.stats.mannwhitneyu with the same method. Empty if a
// sample is empty. No value may be NaN.
std::optional<RankTest> rankTest(std::span<const double> first, std::span<const double> second,
                                 RankTestMethod method = RankTestMethod::ExactIfPossible);

// The smallest possible p for samples of these sizes: that of samples that do not overlap and have
// no ties. 1 if a size is zero.
double smallestRankTestP(std::size_t firstSize, std::size_t secondSize);

// The minimum size of two equally large samples whose smallest p is below `significance`, which
// must be above zero.
std::size_t rankTestSizeNeeded(double significance);

} // namespace cownscope::lab

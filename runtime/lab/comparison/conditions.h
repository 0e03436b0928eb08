// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/comparison/comparison.h"

#include <string>
#include <vector>

namespace cownscope::lab {

// Points for the same value of the axis; both outlive the pair.
struct PointPair
{
    std::string label = {};
    const Point *base = nullptr;
    const Point *other = nullptr;
};

// All differences besides the axis: hostname, cpu_model, compiler and build_type, then the inputs
// except the number of repeats. An input that differs in the same way in all pairs is listed once.
std::vector<ConditionDifference> conditionDifferences(const Metadata &base, const Metadata &other,
                                                      const std::vector<PointPair> &pairs);

} // namespace cownscope::lab

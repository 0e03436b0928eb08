// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/gate.h"

#include "base/number_text.h"
#include "lab/comparison/comparison_table.h"
#include "lab/results/text_table.h"

namespace cownscope::lab {

std::vector<std::string> gateFailures(const Comparison &comparison, double percent)
{
    std::vector<std::string> failures;
    const auto place = [&](const std::string &label) {
        return label == NoValue ? "the point" : comparison.nameOf(label);
    };
    for (const PointComparison &point : comparison.points) {
        if (!point.basePoint)
            continue;
        if (!point.verdict || *point.verdict == Verdict::TooFewRepeats)
            failures.push_back("not judged: " + place(point.label) + ": "
                               + verdictText(comparison, point));
        else if (*point.verdict == Verdict::Slower && -*point.difference * 100 > percent)
            failures.push_back("regression: " + place(point.label) + " is slower by more than "
                               + numberText(percent) + " %");
    }
    for (const std::string &label : comparison.neverMeasured)
        failures.push_back("not judged: " + place(label) + ": the base has no measurement");
    if (comparison.points.empty() && failures.empty())
        failures.emplace_back("not judged: the base has no points");
    return failures;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/speedup.h"

namespace cownscope::lab {

namespace {

std::optional<double> quotient(std::optional<double> numerator, std::optional<double> denominator)
{
    if (!numerator || !denominator || *numerator == 0 || *denominator == 0)
        return {};
    return *numerator / *denominator;
}

} // namespace

std::optional<double> workersOf(const Point &point)
{
    const auto found = point.inputs.find("workers");
    if (found == point.inputs.end() || !found->is_number())
        return {};
    return found->get<double>();
}

std::optional<double> speedupBaseline(const Document &document)
{
    if (document.sweep.axis != "workers" || document.metadata.interrupted || document.points.empty()
        || document.points.front().error)
        return {};
    return document.points.front().throughputMean;
}

std::optional<double> speedupOf(std::optional<double> mean, std::optional<double> baseline)
{
    return quotient(mean, baseline);
}

std::optional<double> efficiencyOf(std::optional<double> speedup, const Point &point)
{
    return quotient(speedup, workersOf(point));
}

} // namespace cownscope::lab

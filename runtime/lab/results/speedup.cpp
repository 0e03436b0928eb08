// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/speedup.h"

#include "lab/results/interruption.h"

#include <cmath>

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

std::optional<SpeedupBase> speedupBase(const Document &document)
{
    if (document.sweep.axis != "workers" || document.points.empty())
        return {};
    const Point &first = document.points.front();
    const std::optional<double> workers = workersOf(first);
    // In a partial document, the first point may not be the first one of the plan.
    const auto &planned = document.sweep.values;
    if (!planned.empty() && planned.front().is_number() && workers != planned.front().get<double>())
        return {};
    if (hasFailed(first) || !first.throughputMean)
        return {};
    return SpeedupBase{.mean = *first.throughputMean, .workers = workers};
}

std::optional<double> speedupOf(std::optional<double> mean, const std::optional<SpeedupBase> &base)
{
    return base ? quotient(mean, base->mean) : std::nullopt;
}

std::optional<double> idealSpeedup(std::optional<double> workers,
                                   const std::optional<SpeedupBase> &base)
{
    return base ? quotient(workers, base->workers) : std::nullopt;
}

std::optional<double> efficiencyOf(std::optional<double> speedup, const Point &point,
                                   const std::optional<SpeedupBase> &base)
{
    return quotient(speedup, idealSpeedup(workersOf(point), base));
}

std::string baseText(const SpeedupBase &base)
{
    if (!base.workers)
        return "the first point";
    const std::string count = std::to_string(static_cast<std::int64_t>(*base.workers));
    return count + (count == "1" ? " worker" : " workers");
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/comparison.h"

#include <algorithm>
#include <cmath>

#include "lab/comparison/conditions.h"
#include "lab/results/axis_label.h"
#include "lab/results/result_error.h"
#include "lab/statistics/noise_floor.h"
#include "lab/statistics/rank_test.h"
#include "lab/statistics/robust.h"
#include "lab/statistics/summary.h"

namespace cownscope::lab {

namespace {

Verdict verdictOf(const PointComparison &point, const RankTest &test)
{
    if (test.smallestP >= significanceLevel || !point.interval)
        return Verdict::TooFewRepeats;
    const double difference = *point.difference;
    const bool shown = test.p < significanceLevel
        && std::abs(difference) > point.noiseFloor.value_or(0) && !point.interval->contains(0);
    if (!shown)
        return Verdict::NoDifferenceShown;
    return difference > 0 ? Verdict::Faster : Verdict::Slower;
}

void compareValues(PointComparison &result, const std::vector<double> &base,
                   const std::vector<double> &other, const BootstrapOptions &bootstrap)
{
    result.difference = *result.otherMedian / *result.baseMedian - 1;
    if (const auto ratio = bootstrapMedianRatio(base, other, bootstrap))
        result.interval = Interval{.low = ratio->low - 1, .high = ratio->high - 1};
    result.noiseFloor = std::max(noiseFloor(base), noiseFloor(other)); // nothing is the least
    const RankTest test = *rankTest(base, other);
    result.p = test.p;
    result.verdict = verdictOf(result, test);
}

Obstacle obstacleOf(const Point &base, const Point &other)
{
    if (base.error)
        return Obstacle::BaseFailed;
    if (other.error)
        return Obstacle::OtherFailed;
    if (base.repeats.empty())
        return Obstacle::BaseHasNoRepeats;
    if (other.repeats.empty())
        return Obstacle::OtherHasNoRepeats;
    const bool positive = std::ranges::all_of(
        base.repeats, [](const Repeat &repeat) { return repeat.throughput > 0; });
    return positive ? Obstacle::None : Obstacle::NotAboveZero;
}

std::optional<double> medianOf(const Point &point)
{
    return point.error ? std::nullopt : median(throughputsOf(point));
}

void comparePoints(PointComparison &result, const Point &base, const Point &other,
                   const BootstrapOptions &bootstrap)
{
    result.baseMedian = medianOf(base);
    result.otherMedian = medianOf(other);
    result.obstacle = obstacleOf(base, other);
    if (result.obstacle == Obstacle::BaseFailed)
        result.message = base.error->message;
    else if (result.obstacle == Obstacle::OtherFailed)
        result.message = other.error->message;
    else if (result.obstacle == Obstacle::None)
        compareValues(result, throughputsOf(base), throughputsOf(other), bootstrap);
}

// For each point of the base the index of the other's.
std::vector<std::optional<std::size_t>> matches(const Document &base, const Document &other)
{
    const std::string &axis = base.sweep.axis;
    std::vector<bool> taken(other.points.size());
    std::vector<std::optional<std::size_t>> found;
    for (const Point &point : base.points) {
        const Json value = axisValue(axis, point);
        auto &match = found.emplace_back();
        for (std::size_t i = 0; i < other.points.size() && !match; ++i) {
            if (!taken[i] && axisValue(axis, other.points[i]) == value)
                match = i;
        }
        if (match)
            taken[*match] = true;
    }
    return found;
}

} // namespace

Comparison compare(const Document &base, const Document &other, const BootstrapOptions &bootstrap)
{
    const std::string &axis = base.sweep.axis;
    if (axis != other.sweep.axis) {
        throw ResultError("the axes must be the same to be compared, but the base has \"" + axis
                          + "\" and the other \"" + other.sweep.axis + '"');
    }
    Comparison comparison;
    comparison.axis = axis;
    comparison.repeatsNeeded = rankTestSizeNeeded(significanceLevel);
    std::vector<PointPair> pairs;
    std::vector<bool> matched(other.points.size());
    const auto found = matches(base, other);
    for (std::size_t i = 0; i < base.points.size(); ++i) {
        const Point &point = base.points[i];
        PointComparison &result = comparison.points.emplace_back();
        result.label = axisLabel(axis, point);
        result.basePoint = i;
        result.otherPoint = found[i];
        if (!found[i]) {
            result.obstacle = Obstacle::OnlyInBase;
            result.baseMedian = medianOf(point);
            continue;
        }
        matched[*found[i]] = true;
        const Point &partner = other.points[*found[i]];
        comparePoints(result, point, partner, bootstrap);
        pairs.push_back({.label = result.label, .base = &point, .other = &partner});
    }
    for (std::size_t i = 0; i < other.points.size(); ++i) {
        if (matched[i])
            continue;
        PointComparison &result = comparison.points.emplace_back();
        result.label = axisLabel(axis, other.points[i]);
        result.otherPoint = i;
        result.obstacle = Obstacle::OnlyInOther;
        result.otherMedian = medianOf(other.points[i]);
    }
    comparison.conditions = conditionDifferences(base.metadata, other.metadata, pairs);
    return comparison;
}

} // namespace cownscope::lab

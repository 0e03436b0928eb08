// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/comparison.h"

#include "lab/comparison/conditions.h"
#include "lab/results/axis_label.h"
#include "lab/results/interruption.h"
#include "lab/results/point_labels.h"
#include "lab/results/result_error.h"
#include "lab/results/text_table.h"
#include "lab/statistics/holm.h"
#include "lab/statistics/noise_floor.h"
#include "lab/statistics/rank_test.h"
#include "lab/statistics/robust.h"
#include "lab/statistics/summary.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cownscope::lab {

namespace {

Verdict verdictOf(const PointComparison &point)
{
    const double difference = *point.difference;
    const bool shown = *point.correctedP < significanceLevel
        && std::abs(difference) > point.noiseFloor.value_or(0) && !point.interval->contains(0);
    if (!shown)
        return Verdict::NoDifferenceShown;
    return difference > 0 ? Verdict::Faster : Verdict::Slower;
}

Obstacle obstacleOf(const Point &base, const Point &other)
{
    if (hasFailed(base))
        return Obstacle::BaseFailed;
    if (hasFailed(other))
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
    return hasFailed(point) ? std::nullopt : median(throughputsOf(point));
}

void comparePoints(PointComparison &result, const Point &base, const Point &other)
{
    result.baseMedian = medianOf(base);
    result.otherMedian = medianOf(other);
    result.obstacle = obstacleOf(base, other);
    if (result.obstacle == Obstacle::BaseFailed)
        result.message = base.error->message;
    else if (result.obstacle == Obstacle::OtherFailed)
        result.message = other.error->message;
}

// A point that can be compared, with its uncorrected test.
struct Comparable
{
    PointComparison &result;
    std::vector<double> base;
    std::vector<double> other;
    RankTest test;
};

std::vector<double> corrected(const std::vector<Comparable> &all, double RankTest::*p)
{
    std::vector<double> ps;
    for (const Comparable &one : all)
        ps.push_back(one.test.*p);
    return holm(ps);
}

// All together, since the correction depends on their number.
void compareValues(const std::vector<Comparable> &all, const BootstrapOptions &bootstrap)
{
    const std::vector<double> ps = corrected(all, &RankTest::p);
    const std::vector<double> smallest = corrected(all, &RankTest::smallestP);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto &[result, base, other, test] = all[i];
        result.difference = *result.otherMedian / *result.baseMedian - 1;
        result.p = test.p;
        result.correctedP = ps[i];
        result.noiseFloor = std::max(noiseFloor(base), noiseFloor(other)); // empty is smallest
        const auto ratio = bootstrapMedianRatio(base, other, bootstrap);
        if (!ratio || smallest[i] >= significanceLevel) {
            result.verdict = Verdict::TooFewRepeats;
            continue;
        }
        result.interval = Interval{.low = ratio->low - 1, .high = ratio->high - 1};
        result.verdict = verdictOf(result);
    }
}

std::string plannedLabel(const std::string &axis, const Json &value)
{
    if (axis == "none")
        return NoValue;
    if (value.is_array() && value.size() == 2)
        return inputText(value[0]) + 'x' + inputText(value[1]);
    return inputText(value);
}

std::vector<std::string> neverMeasured(const Document &base)
{
    std::vector<std::string> labels;
    if (!base.metadata.interrupted && !base.points.empty())
        return labels;
    std::multiset<std::string> measured;
    for (const Point &point : base.points)
        measured.insert(axisLabel(base.sweep.axis, point));
    for (const Json &value : base.sweep.values) {
        std::string label = plannedLabel(base.sweep.axis, value);
        if (const auto found = measured.find(label); found != measured.end())
            measured.erase(found);
        else
            labels.push_back(std::move(label));
    }
    return labels;
}

std::vector<std::string> notesOn(const Comparison &comparison, const Document &base,
                                 const Document &other)
{
    std::vector<std::string> notes;
    if (comparison.pointsCompared > 1)
        notes.push_back("p is corrected for the " + std::to_string(comparison.pointsCompared)
                        + " points that are compared (Holm)");
    if (const auto interruption = interruptionText(base))
        notes.push_back("the base was " + *interruption);
    if (const auto interruption = interruptionText(other))
        notes.push_back("the other was " + *interruption);
    return notes;
}

// For each point of the base, the index of the matching point.
std::vector<std::optional<std::size_t>> matches(const Document &base, const Document &other)
{
    const std::string &axis = base.sweep.axis;
    // Without an axis, several points are matched by their inputs.
    const bool byInputs = axis == "none" && (base.points.size() > 1 || other.points.size() > 1);
    const auto keyOf = [&](const Point &point) {
        return byInputs ? inputsWithoutTiming(point) : axisValue(axis, point);
    };
    std::vector<bool> taken(other.points.size());
    std::vector<std::optional<std::size_t>> found;
    for (const Point &point : base.points) {
        const Json key = keyOf(point);
        auto &match = found.emplace_back();
        for (std::size_t i = 0; i < other.points.size() && !match; ++i) {
            if (!taken[i] && keyOf(other.points[i]) == key)
                match = i;
        }
        if (match)
            taken[*match] = true;
    }
    return found;
}

} // namespace

std::size_t repeatsToCompare(std::size_t points)
{
    return rankTestSizeNeeded(significanceLevel
                              / static_cast<double>(std::max<std::size_t>(1, points)));
}

Comparison compare(const Document &base, const Document &other, const BootstrapOptions &bootstrap)
{
    const std::string &axis = base.sweep.axis;
    if (axis != other.sweep.axis) {
        throw ResultError("the axes must be the same to be compared, but the base has \"" + axis
                          + "\" and the other \"" + other.sweep.axis + '"');
    }
    Comparison comparison;
    comparison.axis = axis;
    const std::vector<std::string> baseLabels = pointLabels(base);
    const std::vector<std::string> otherLabels = pointLabels(other);
    std::vector<PointPair> pairs;
    comparison.points.reserve(base.points.size()
                              + other.points.size()); // pointers to elements must stay valid
    std::vector<Comparable> comparable;
    std::vector<bool> matched(other.points.size());
    const auto found = matches(base, other);
    for (std::size_t i = 0; i < base.points.size(); ++i) {
        const Point &point = base.points[i];
        PointComparison &result = comparison.points.emplace_back();
        result.label = baseLabels[i];
        result.basePoint = i;
        result.otherPoint = found[i];
        if (!found[i]) {
            result.obstacle = Obstacle::OnlyInBase;
            result.baseMedian = medianOf(point);
            continue;
        }
        matched[*found[i]] = true;
        const Point &partner = other.points[*found[i]];
        comparePoints(result, point, partner);
        if (result.obstacle == Obstacle::None) {
            const auto baseValues = throughputsOf(point), otherValues = throughputsOf(partner);
            comparable.push_back(
                {result, baseValues, otherValues, *rankTest(baseValues, otherValues)});
        }
        pairs.push_back({.label = result.label, .base = &point, .other = &partner});
    }
    for (std::size_t i = 0; i < other.points.size(); ++i) {
        if (matched[i])
            continue;
        PointComparison &result = comparison.points.emplace_back();
        result.label = otherLabels[i];
        result.otherPoint = i;
        result.obstacle = Obstacle::OnlyInOther;
        result.otherMedian = medianOf(other.points[i]);
    }
    compareValues(comparable, bootstrap);
    comparison.pointsCompared = comparable.size();
    comparison.repeatsNeeded = repeatsToCompare(comparable.size());
    comparison.conditions = conditionDifferences(base.metadata, other.metadata, pairs);
    comparison.neverMeasured = neverMeasured(base);
    comparison.notes = notesOn(comparison, base, other);
    return comparison;
}

} // namespace cownscope::lab

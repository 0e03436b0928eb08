// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/comparison_table.h"

#include "lab/results/point_labels.h"
#include "lab/results/text_table.h"

#include <cmath>

namespace cownscope::lab {

namespace {

std::string percent(std::optional<double> share)
{
    if (share)
        *share *= 100;
    return numberCell(share, 1, "%");
}

std::string signedPercent(std::optional<double> share)
{
    std::string text(share && !std::signbit(*share) ? "+" : "");
    return text += percent(share);
}

std::string pText(std::optional<double> p)
{
    return p && *p < 0.001 ? "<0.001" : numberCell(p, 3);
}

Row rowOf(const Comparison &comparison, const PointComparison &point)
{
    std::string interval = NoValue;
    if (point.interval)
        interval =
            signedPercent(point.interval->low) + " to " + signedPercent(point.interval->high);
    return {point.label,
            numberCell(point.baseMedian, 1),
            numberCell(point.otherMedian, 1),
            signedPercent(point.difference),
            interval,
            pText(point.correctedP),
            percent(point.noiseFloor),
            verdictText(comparison, point)};
}

std::string obstacleText(const PointComparison &point)
{
    switch (point.obstacle) {
    case Obstacle::None:
        break;
    case Obstacle::OnlyInBase:
        return "only in the base";
    case Obstacle::OnlyInOther:
        return "only in the other";
    case Obstacle::BaseFailed:
        return "the base failed: " + oneLine(point.message);
    case Obstacle::OtherFailed:
        return "the other failed: " + oneLine(point.message);
    case Obstacle::BaseHasNoRepeats:
        return "the base has no repeats";
    case Obstacle::OtherHasNoRepeats:
        return "the other has no repeats";
    case Obstacle::NotAboveZero:
        return "a throughput of the base is not above 0";
    }
    return {};
}

} // namespace

std::string renderComparison(const Comparison &comparison)
{
    std::vector<Row> rows{{pointHeading(comparison.axis, comparison.points.size()), "base", "other",
                           "difference", "95 % interval", "p", "noise floor", "verdict"}};
    for (const PointComparison &point : comparison.points)
        rows.push_back(rowOf(comparison, point));
    std::string text = alignedRows(rows);
    for (const std::string &note : comparison.notes)
        text += "\nnote: " + note;
    for (const ConditionDifference &condition : comparison.conditions) {
        text += "\nnote: " + condition.name + ' ' + oneLine(condition.base) + " / "
            + oneLine(condition.other);
        if (!condition.label.empty())
            text += " at " + comparison.nameOf(condition.label);
    }
    return text;
}

std::string verdictText(const Comparison &comparison, const PointComparison &point)
{
    if (!point.verdict)
        return obstacleText(point);
    switch (*point.verdict) {
    case Verdict::Faster:
        return "faster";
    case Verdict::Slower:
        return "slower";
    case Verdict::NoDifferenceShown:
        return "no difference shown";
    case Verdict::TooFewRepeats:
        return "too few repeats: needs at least " + std::to_string(comparison.repeatsNeeded)
            + " of each";
    }
    return {};
}

} // namespace cownscope::lab

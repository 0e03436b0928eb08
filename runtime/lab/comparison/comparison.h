// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/statistics/bootstrap.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

enum class Verdict {
    Faster, // the other result has the higher throughput
    Slower,
    NoDifferenceShown, // this does not mean that they are equal
    TooFewRepeats      // no difference could be shown with so few
};

// Why a point could not be compared.
enum class Obstacle {
    None,
    OnlyInBase,
    OnlyInOther,
    BaseFailed, // see PointComparison::message
    OtherFailed,
    BaseHasNoRepeats,
    OtherHasNoRepeats,
    NotAboveZero // a throughput of the base is zero or less, so there is no ratio
};

// The comparison at one value of the axis. Shares are relative to the base's median: 0.01 is 1 %.
struct PointComparison
{
    std::string label;                    // the value of the axis
    std::optional<std::size_t> basePoint; // index in the document's points
    std::optional<std::size_t> otherPoint;
    Obstacle obstacle = Obstacle::None;
    std::string message;              // the error of the point that failed
    std::optional<double> baseMedian; // throughput, 1/s; also set if only the other side failed
    std::optional<double> otherMedian;

    // The rest is set only without an obstacle.
    std::optional<double> difference; // share: otherMedian / baseMedian - 1
    std::optional<Interval> interval; // of the difference, 95 %; not set for too few repeats
    std::optional<double> p;          // of the U test, uncorrected
    std::optional<double> correctedP; // for the number of compared points, see holm.h
    std::optional<double>
        noiseFloor; // share: the larger of both sides; empty if both are too small
    std::optional<Verdict> verdict;
};

// An input or a member of the metadata, besides the axis, that differs.
struct ConditionDifference
{
    std::string name;
    std::string base; // "-" if missing
    std::string other;
    std::string label = {}; // of the point where it differs; empty: all matching points

    bool operator==(const ConditionDifference &) const = default;
};

struct Comparison
{
    std::string axis;
    std::vector<PointComparison> points; // in the base's order, then those only in the other
    std::vector<ConditionDifference> conditions;
    std::size_t pointsCompared = 0; // the number without an obstacle
    std::size_t repeatsNeeded = 0;  // per point, for a verdict other than TooFewRepeats
    // Labels of points that the base planned but did not measure, since it was interrupted.
    std::vector<std::string> neverMeasured;
    std::vector<std::string> notes; // sentences about the whole, without a full stop

    // The name of a point in sentences: "workers 4", or its label if there is no axis.
    std::string nameOf(const std::string &label) const
    {
        return axis == "none" ? label : axis + ' ' + label;
    }
};

inline constexpr double significanceLevel = 0.05;

// The number of repeats of each point, on both sides, that can show a difference if this number of
// points is compared: 4 for one point, 5 for two to six.
std::size_t repeatsToCompare(std::size_t points);

// Points match if the value of the axis in their inputs is the same. Without an axis, several
// points match if all their inputs except times are the same; equal ones match in order. A
// difference is shown if the U test's p, corrected for the number of points, is below
// `significanceLevel`, the difference is above the noise floor, and the interval does not contain
// 0. So if nothing changed, at most one comparison in twenty shows a difference at any point. For
// an interrupted point, the existing repeats are compared. Throws ResultError if the axes differ.
Comparison compare(const Document &base, const Document &other,
                   const BootstrapOptions &bootstrap = {});

} // namespace cownscope::lab

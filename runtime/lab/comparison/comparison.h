// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lab/results/result_document.h"
#include "lab/statistics/bootstrap.h"

namespace cownscope::lab {

enum class Verdict {
    Faster, // the other result has the higher throughput
    Slower,
    NoDifferenceShown, // which is not the same as shown to be equal
    TooFewRepeats      // no measured values, however far apart, could show one
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
    NotAboveZero // a throughput of the base is zero or less: no ratio says anything
};

// One value of the axis. Shares are of the base's median: 0.01 is 1 %.
struct PointComparison
{
    std::string label;                    // the value of the axis
    std::optional<std::size_t> basePoint; // index in the document's points
    std::optional<std::size_t> otherPoint;
    Obstacle obstacle = Obstacle::None;
    std::string message;              // the error of the point that failed
    std::optional<double> baseMedian; // throughput, 1/s; also where the other side is an obstacle
    std::optional<double> otherMedian;

    // The rest is set only without an obstacle.
    std::optional<double> difference; // share: otherMedian / baseMedian - 1
    std::optional<Interval> interval; // of the difference, 95 %; not of too few repeats
    std::optional<double> p;          // of the U test, for this point alone
    std::optional<double> correctedP; // for the number of points that were compared, see holm.h
    std::optional<double> noiseFloor; // share: the larger of both sides'; not if both are too small
    std::optional<Verdict> verdict;
};

// Something besides the axis that is not the same in both: an input or a member of the metadata.
struct ConditionDifference
{
    std::string name;
    std::string base; // "-" where it is missing
    std::string other;
    std::string label = {}; // of the point for which it differs; empty: for all that are in both

    bool operator==(const ConditionDifference &) const = default;
};

struct Comparison
{
    std::string axis;
    std::vector<PointComparison> points; // in the base's order, then those only in the other
    std::vector<ConditionDifference> conditions;
    std::size_t pointsCompared = 0; // those without an obstacle
    std::size_t repeatsNeeded = 0;  // of each of them, for a verdict other than TooFewRepeats
    // Labels of what the base planned and has no point for, since it was interrupted.
    std::vector<std::string> neverMeasured;
    std::vector<std::string> notes; // sentences about the whole, without a full stop

    // A point in a sentence: "workers 4", or its label where there is no axis.
    std::string nameOf(const std::string &label) const
    {
        return axis == "none" ? label : axis + ' ' + label;
    }
};

inline constexpr double significanceLevel = 0.05;

// How many repeats of each point, on both sides, can show a difference where so many points are
// compared: 4 of one point, 5 of two to six.
std::size_t repeatsToCompare(std::size_t points);

// Points belong together if the value of the axis in their inputs is the same; without an axis, if
// all their inputs but times are, where there are several; of equal ones, the first to the first. A
// difference is shown if the U test's p, corrected for the number of points, is below
// `significanceLevel`, the difference above the noise floor, and 0 outside of the interval. So of
// two measurements of the same thing at most one in twenty shows a difference at any point. Of a
// point that was interrupted the repeats that it has are compared. Throws ResultError if the axes
// are not the same.
Comparison compare(const Document &base, const Document &other,
                   const BootstrapOptions &bootstrap = {});

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <QString>

#include <optional>
#include <vector>

namespace cownscope::ui {

struct OpenResult;

// The range of the throughput of a point.
struct Interval
{
    // 95 % interval of the mean, or from the lowest to the highest repeat.
    enum Kind { Confidence, Extent };

    Kind kind = Extent;
    double low = 0;
    double high = 0;
};

// The confidence interval of the mean if there are enough repeats for one, otherwise the extent.
// Nothing for a single repeat.
std::optional<Interval> intervalOf(const lab::Point &point);

// The values of a point that tables and charts show.
struct PointValues
{
    enum State { Measured, Running, Interrupted, Failed };

    // "2", "4x4"; without an axis, what distinguishes the point from the others, or "–".
    QString axisText;
    std::optional<double> axisNumber; // for ordering; for a payload, its number of elements
    qsizetype repeats = 0;
    std::optional<std::uint64_t> plannedRepeats;
    std::optional<double> mean;
    std::optional<double> stdev;
    std::optional<double> median;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> speedup;    // relative to the result's base, see lab/results/speedup.h
    std::optional<double> efficiency; // share of the ideal speedup
    QString baseText; // what these two are relative to: "2 workers"; empty if there are none
    std::optional<Interval> interval;
    std::vector<double> samples; // throughput of each repeat
    State state = Measured;
    QString stateText; // "ok", "running", "interrupted", or the error
};

// One entry per point. Speedup and efficiency are the same as in `cownbench table`.
std::vector<PointValues> pointValuesOf(const OpenResult &result);

// The unit of throughput: "behaviors/s", "children/s", "steps/s".
QString throughputUnit(const lab::Document &document);

// "75.1 k behaviors/s"
QString throughputText(double value, const QString &unit);

// A tool tip with several lines: the result, the value on the axis, and what was measured.
QString pointToolTip(const OpenResult &result, const PointValues &values);

// "95 % interval 73.2 k … 76.9 k", or "from 73.2 k to 76.9 k"
QString intervalText(const Interval &interval);

} // namespace cownscope::ui

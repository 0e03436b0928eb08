// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <QString>

#include <optional>
#include <vector>

namespace cownscope::ui {

struct OpenResult;

// Where the throughput of a point lies.
struct Interval
{
    enum Kind { Confidence, Extent }; // 95 % of the mean, or from the least to the largest repeat

    Kind kind = Extent;
    double low = 0;
    double high = 0;
};

// The interval of the mean where there can be one, else the extent; nothing of a single repeat.
std::optional<Interval> intervalOf(const lab::Point &point);

// Of what a table or a chart shows of a point.
struct PointValues
{
    enum State { Measured, Running, Interrupted, Failed };

    QString axisText; // "2", "4x4"; without an axis what tells the point from others, or "–"
    std::optional<double> axisNumber; // its place among others; of a payload its number of elements
    qsizetype repeats = 0;
    std::optional<std::uint64_t> plannedRepeats;
    std::optional<double> mean;
    std::optional<double> stdev;
    std::optional<double> median;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<double> speedup;    // to the result's base, see lab/results/speedup.h
    std::optional<double> efficiency; // the share of the ideal speedup
    QString baseText;                 // what they relate to: "2 workers"; empty if there are none
    std::optional<Interval> interval;
    std::vector<double> samples; // throughput of the repeats
    State state = Measured;
    QString stateText; // "ok", "running", "interrupted", or what went wrong
};

// One for each point. Speedup and efficiency are those of `cownbench table`.
std::vector<PointValues> pointValuesOf(const OpenResult &result);

// What throughput counts: "behaviors/s", "children/s", "steps/s".
QString throughputUnit(const lab::Document &document);

// "75.1 k behaviors/s"
QString throughputText(double value, const QString &unit);

} // namespace cownscope::ui

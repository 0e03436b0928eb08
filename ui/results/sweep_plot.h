// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_table_model.h"
#include "ui/results/point_values.h"

#include <QColor>
#include <QList>
#include <QPointF>
#include <QStringList>

#include <optional>
#include <vector>

namespace cownscope::ui {

enum class PlotMode { Throughput, Speedup, Efficiency };

// A point as it is drawn, in the unit of the mode. A failed point has no mean and is drawn at the
// bottom.
struct PlotMark
{
    PointId place = {};
    double x = 0;
    std::optional<double> mean = {};
    std::optional<Interval> interval = {};
    QString toolTip = {};
};

struct PlotLine
{
    int result = 0; // its id
    QString name;
    QColor color;
    std::vector<PlotMark> marks;
    QList<QPointF> samples; // one per repeat, slightly left of the intervals
    bool connected = true;  // whether a line joins the means; not without an axis
    QList<QPointF> means() const;
};

// What the chart of the results shows. The values of the axis are categories at x = 0, 1, 2, …;
// numbers are sorted. Without an axis each point is a category.
struct SweepPlot
{
    static constexpr qsizetype MostPoints = 500; // marks or samples per result

    PlotMode mode = PlotMode::Throughput;
    QString axis; // empty without an axis
    QString unit; // of throughput
    QStringList categories;
    std::vector<PlotLine> lines;
    // The ideal speedup: it grows with each worker up to the number of cores of the machine. A line
    // ends where it would dwarf the measured values.
    std::vector<QList<QPointF>> ideals;
    // Where the ideal lines bend, if all bend at the same number of cores.
    std::optional<double> idealCores;
    double largest = 0;      // the largest value drawn
    bool hasSpeedup = false; // whether the modes Speedup and Efficiency are available
    QString base;            // what speedups are relative to: "2 workers"
    QString leftOut;         // a sentence that says which results are not shown and why
    QString emptyText;       // shown instead of lines if there are none
};

// The plot of all visible results that have the same axis as the selected one. If that is not
// visible, the first visible result takes its place.
SweepPlot sweepPlotOf(const ResultSet &set, int selected, PlotMode mode);

} // namespace cownscope::ui

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

// A point as it is drawn, in the units of the mode. Without a mean, since it failed, it stands at
// the bottom.
struct PlotMark
{
    PointPlace place = {};
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
    QList<QPointF> samples; // every repeat, a little to the left of the intervals
    bool connected = true;  // the means; without an axis nothing leads from one to the next
    QList<QPointF> means() const;
};

// What a chart of the results shows. Values of the axis stand side by side at 0, 1, 2 …, whether
// they are numbers or not; numbers in their order. Without an axis each point has such a place.
struct SweepPlot
{
    static constexpr qsizetype MostPoints = 500; // of one kind, a result

    PlotMode mode = PlotMode::Throughput;
    QString axis; // empty without one
    QString unit; // of throughput
    QStringList categories;
    std::vector<PlotLine> lines;
    // What each worker added would give, at best: nothing beyond the cores of the machine that the
    // result is from. A line ends where it would dwarf what was measured.
    std::vector<QList<QPointF>> ideals;
    std::optional<double> idealCores; // where they bend, if they do and all at the same
    double largest = 0;               // of all that is drawn
    bool hasSpeedup = false;          // the other modes have something to show
    QString base;                     // what speedups relate to: "2 workers"
    QString leftOut;                  // a sentence about the results that are not shown, and why
    QString emptyText;                // instead of lines, if there are none
};

// Of the visible results that have the axis of the selected one, or of the first visible one if
// that is not visible.
SweepPlot sweepPlotOf(const ResultSet &set, int selected, PlotMode mode);

} // namespace cownscope::ui

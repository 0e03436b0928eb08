// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/axis_steps.h"
#include "ui/charts/chart_panel.h"
#include "ui/charts/time_chart_model.h"

#include <functional>
#include <vector>

class QLineSeries;
class QValueAxis;

namespace cownscope::ui {

// How a quantity of a model is drawn.
struct TimeCurve
{
    Quantity quantity = Quantity::Behaviors;     // for its color
    double smallestTop = 1;                      // the axis never ends below this
    std::function<QString(double)> axisText;     // of the axis labels; none: without a unit
    std::function<QString(double)> currentValue; // the note for the newest value
};

// Quantities over the last minute. The first has its axis on the left; a second one gets its own on
// the right, labeled in its color.
class TimeChart : public ChartPanel
{
    Q_OBJECT

public:
    // The model must outlive the chart. One curve for each of its quantities, at most two.
    TimeChart(const QString &title, const TimeChartModel *model, std::vector<TimeCurve> curves,
              QWidget *parent = nullptr);

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    QList<Scale> scales(const Scene &scene) const override;

private:
    static constexpr std::size_t MostPoints = 300; // a series

    struct Line
    {
        TimeCurve curve;
        SteadyRange range;
        QLineSeries *series;
        QValueAxis *axis;
    };
    void addLine(TimeCurve curve);
    void modelChanged();
    void updateNotes();

    const TimeChartModel *m_model;
    QValueAxis *m_time;
    std::vector<Line> m_lines;
    int m_ticks = 0;
};

} // namespace cownscope::ui

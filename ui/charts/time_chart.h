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
    Quantity quantity = Quantity::Behaviors; // selects the color
    double smallestTop = 1;                  // minimum end of the axis
    // Text of axis labels; by default a number without a unit.
    std::function<QString(double)> axisText;
    std::function<QString(double)> currentValue; // text of the note with the newest value
};

// A chart of one or two quantities over the last minute. The axis of the first is on the left; that
// of the second is on the right, labeled in its color.
class TimeChart : public ChartPanel
{
    Q_OBJECT

public:
    // The model must outlive the chart. There is one curve per quantity of the model, at most two.
    TimeChart(const QString &title, const TimeChartModel *model, std::vector<TimeCurve> curves,
              QWidget *parent = nullptr);

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    QList<Scale> scales(const Scene &scene) const override;

private:
    static constexpr std::size_t MostPoints = 300; // points per series

    struct Line
    {
        TimeCurve curve;
        SteadyRange range;
        QLineSeries *series;
        QValueAxis *axis;
    };
    void addLine(TimeCurve curve);
    void updateNotes();

    const TimeChartModel *m_model;
    QValueAxis *m_time;
    std::vector<Line> m_lines;
    int m_ticks = 0;
};

} // namespace cownscope::ui

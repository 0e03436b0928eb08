// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/axis_steps.h"
#include "ui/charts/chart_panel.h"
#include "ui/results/plot_marks.h"
#include "ui/results/sweep_plot.h"

#include <QList>
#include <QString>

class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace cownscope::ui {

class ResultSet;

// Plots the visible results over their axis: each repeat as a dot, and the means with their
// intervals, joined by a line. Updates itself when the set changes, but only while it is visible.
class SweepChart : public ChartPanel
{
    Q_OBJECT

public:
    // The set must outlive the chart.
    explicit SweepChart(const ResultSet *set, QWidget *parent = nullptr);

    void setMode(PlotMode mode);
    void setSelectedResult(int id); // the chart shows its axis
    void setCurrentPoint(const PointId &place);

    const SweepPlot &plot() const { return m_plot; }
    void bringUpToDate() { refresh(); } // even while hidden

    // The point whose mean or interval is near a position, in widget coordinates; or null.
    const PlotMark *markAt(const QPoint &position) const;
    QPoint positionOf(const PlotMark &mark) const;

Q_SIGNALS:
    void plotChanged();
    void pointChosen(const cownscope::ui::PointId &place);

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    QList<Scale> scales(const Scene &scene) const override;
    void paintLabels(QPainter &painter, const Scene &scene) override;
    void paintHeadline(QPainter &painter, const QRect &area) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    struct Line
    {
        QLineSeries *means;
        QScatterSeries *samples;
    };
    template <typename Series>
    Series *addSeries();
    template <typename Series>
    void removeSeries(Series *series);
    QString title() const;
    void matchSeries();
    void replaceSeries();
    QString valueLabel(double value) const;
    QString idealName() const;
    QList<Tick> categoryTicks() const;

    const ResultSet *m_set;
    PlotMode m_mode = PlotMode::Throughput;
    int m_selected = 0;
    SweepPlot m_plot;
    AxisRange m_range;
    QValueAxis *m_places;
    QValueAxis *m_values;
    PlotMarks *m_marks;
    std::vector<Line> m_lines;
    std::vector<QLineSeries *> m_ideals;
};

} // namespace cownscope::ui

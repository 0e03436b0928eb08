// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/sweep_plot.h"

#include <QGraphicsItem>

#include <utility>

class QChart;

namespace cownscope::ui {

// Maps values of a plot to positions in a rectangle.
struct PlotScale
{
    qsizetype categories = 1;
    double top = 1;

    QPointF position(const QRectF &plot, double x, double y) const;
};

// Draws what Qt Charts has no series for: means with intervals, failed points, and the highlight of
// the current and the hovered point.
class PlotMarks : public QGraphicsItem
{
public:
    // The chart owns the item. The plot must outlive it.
    PlotMarks(QChart *chart, const SweepPlot *plot);

    void setScale(const PlotScale &scale)
    {
        m_scale = scale;
        update();
    }
    void setCurrent(const PointId &place) { mark(m_current, place); }
    void setHovered(const PointId &place) { mark(m_hovered, place); }
    void setColors(const QColor &background, const QColor &text);
    void plotAreaChanged() { prepareGeometryChange(); }

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void mark(PointId &marked, const PointId &place)
    {
        if (std::exchange(marked, place) != place) // the mouse moves often
            update();
    }
    void paintMark(QPainter &painter, const PlotMark &mark, const QColor &color) const;

    QChart *m_chart;
    const SweepPlot *m_plot;
    PlotScale m_scale;
    PointId m_current;
    PointId m_hovered;
    QColor m_background;
    QColor m_text;
};

} // namespace cownscope::ui

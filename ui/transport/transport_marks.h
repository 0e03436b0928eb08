// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/transport/transport_plot.h"

#include <QColor>
#include <QGraphicsItem>

#include <optional>

class QChart;

namespace cownscope::ui {

// Draws what Qt Charts has no series for: the markers of the kinds, the interval and the style of a
// line that has only one size, and the highlight of the current and the hovered row.
class TransportMarks : public QGraphicsItem
{
public:
    // The chart owns the item.
    explicit TransportMarks(QChart *chart);

    void setPlot(TransportPlot plot, const PlaceScale &sizes, const PlaceScale &throughput);
    void setCurrent(std::optional<std::size_t> row) { mark(m_current, row); }
    void setHovered(std::optional<std::size_t> row) { mark(m_hovered, row); }
    void setColors(const QColor &background, const QColor &text);
    void plotAreaChanged() { prepareGeometryChange(); }

    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    void mark(std::optional<std::size_t> &marked, std::optional<std::size_t> row);
    QPointF position(const TransportMark &mark, double mbPerSecond) const;
    void paintLone(QPainter &painter, const TransportLine &line) const;

    QChart *m_chart;
    TransportPlot m_plot;
    PlaceScale m_sizes;
    PlaceScale m_throughput;
    std::optional<std::size_t> m_current; // index in the file
    std::optional<std::size_t> m_hovered;
    QColor m_background;
    QColor m_text;
};

} // namespace cownscope::ui

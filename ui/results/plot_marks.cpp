// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/plot_marks.h"

#include <QChart>
#include <QPainter>

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr double Radius = 4;
constexpr double Cap = 5;    // half the width of an interval's caps
constexpr double Margin = 3; // how far marks may extend beyond the plot
constexpr double AboveAll = 100;

} // namespace

QPointF PlotScale::position(const QRectF &plot, double x, double y) const
{
    const auto count = static_cast<double>(std::max<qsizetype>(categories, 1));
    return {plot.left() + (x + 0.5) / count * plot.width(),
            plot.bottom() - y / top * plot.height()};
}

PlotMarks::PlotMarks(QChart *chart, const SweepPlot *plot)
    : QGraphicsItem(chart)
    , m_chart(chart)
    , m_plot(plot)
{
    setZValue(AboveAll);
    setAcceptedMouseButtons(Qt::NoButton);
}

void PlotMarks::setColors(const QColor &background, const QColor &text)
{
    m_background = background;
    m_text = text;
    update();
}

QRectF PlotMarks::boundingRect() const
{
    return m_chart->plotArea().adjusted(-Margin, -Margin, Margin, Margin);
}

void PlotMarks::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    if (!m_plot->emptyText.isEmpty()) {
        painter->setPen(m_text);
        painter->drawText(m_chart->plotArea(), Qt::AlignCenter | Qt::TextWordWrap,
                          m_plot->emptyText);
        return;
    }
    for (const PlotLine &line : m_plot->lines) {
        for (const PlotMark &mark : line.marks)
            paintMark(*painter, mark, line.color);
    }
}

void PlotMarks::paintMark(QPainter &painter, const PlotMark &mark, const QColor &color) const
{
    const QRectF plot = m_chart->plotArea();
    QPointF center = m_scale.position(plot, mark.x, mark.mean.value_or(0));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{color, 1.6});
    if (mark.mean && mark.interval) {
        const QPointF low = m_scale.position(plot, mark.x, std::max(mark.interval->low, 0.0));
        const QPointF high = m_scale.position(plot, mark.x, mark.interval->high);
        const QPointF cap{Cap, 0};
        painter.drawLine(low, high);
        if (mark.interval->kind == Interval::Confidence) { // an extent has no caps
            painter.drawLine(low - cap, low + cap);
            painter.drawLine(high - cap, high + cap);
        }
    }
    if (mark.mean) {
        painter.setPen(QPen{m_background, 1});
        painter.setBrush(color);
        painter.drawEllipse(center, Radius, Radius);
    } else {
        center -= QPointF{0, 2 * Radius};
        const QPointF up{Radius, -Radius};
        const QPointF down{Radius, Radius};
        painter.setPen(QPen{color, 2});
        painter.drawLine(center - up, center + up);
        painter.drawLine(center - down, center + down);
    }
    const bool current = mark.place == m_current;
    if (current || mark.place == m_hovered) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen{m_text, current ? 2.0 : 1.0});
        painter.drawEllipse(center, Radius + 3.5, Radius + 3.5);
    }
}

} // namespace cownscope::ui

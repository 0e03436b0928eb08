// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_marks.h"

#include "ui/transport/transport_style.h"

#include <QChart>
#include <QPainter>

#include <utility>

namespace cownscope::ui {
namespace {

constexpr double Radius = 4;
constexpr double Cap = 5;    // half the width of an interval's caps
constexpr double Half = 22;  // half the length of a line with one size
constexpr double Margin = 3; // how far marks may extend beyond the plot
constexpr double AboveAll = 100;

} // namespace

TransportMarks::TransportMarks(QChart *chart)
    : QGraphicsItem(chart)
    , m_chart(chart)
{
    setZValue(AboveAll);
    setAcceptedMouseButtons(Qt::NoButton);
}

void TransportMarks::setPlot(TransportPlot plot, const PlaceScale &sizes,
                             const PlaceScale &throughput)
{
    m_plot = std::move(plot);
    m_sizes = sizes;
    m_throughput = throughput;
    update();
}

void TransportMarks::setColors(const QColor &background, const QColor &text)
{
    m_background = background;
    m_text = text;
    update();
}

void TransportMarks::mark(std::optional<std::size_t> &marked, std::optional<std::size_t> row)
{
    if (std::exchange(marked, row) != row) // the mouse moves often
        update();
}

QRectF TransportMarks::boundingRect() const
{
    return m_chart->plotArea().adjusted(-Margin, -Margin, Margin, Margin);
}

QPointF TransportMarks::position(const TransportMark &mark, double mbPerSecond) const
{
    const QRectF area = m_chart->plotArea();
    return {area.left() + (m_sizes.placeOf(mark.sizeMb) + mark.shift) * area.width(),
            area.bottom() - m_throughput.placeOf(mbPerSecond) * area.height()};
}

void TransportMarks::paintLone(QPainter &painter, const TransportLine &line) const
{
    const TransportMark &mark = line.marks.front();
    const QPointF low = position(mark, mark.low);
    const QPointF high = position(mark, mark.high);
    const QPointF cap{Cap, 0};
    const QPointF center = position(mark, mark.mean);
    const QPointF half{Half, 0};
    painter.setPen(penOf(line.transport, colorOf(line.kind), 2));
    painter.drawLine(center - half, center + half);
    painter.setPen(QPen{colorOf(line.kind), 1.6});
    painter.drawLine(low, high);
    painter.drawLine(low - cap, low + cap);
    painter.drawLine(high - cap, high + cap);
}

void TransportMarks::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setClipRect(boundingRect());
    for (const TransportLine &line : m_plot.lines) {
        if (line.marks.size() == 1)
            paintLone(*painter, line);
        for (const TransportMark &mark : line.marks) {
            const QPointF center = position(mark, mark.mean);
            paintMarker(*painter, line.kind, center, Radius, m_background);
            const bool isCurrent = mark.row == m_current;
            if (isCurrent || mark.row == m_hovered) {
                painter->setBrush(Qt::NoBrush);
                painter->setPen(QPen{m_text, isCurrent ? 2.0 : 1.0});
                painter->drawEllipse(center, Radius + 4, Radius + 4);
            }
        }
    }
}

} // namespace cownscope::ui

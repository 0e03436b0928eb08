// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_style.h"

#include "ui/style/color_maps.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>

namespace cownscope::ui {
namespace {

using lab::transport::Kind;

constexpr int IconSize = 32; // views scale it down; sharp enough for any screen

QPainterPath shapeOf(Kind kind, const QPointF &center, double radius)
{
    const auto at = [&](double x, double y) { return center + QPointF{x, y} * radius; };
    QPainterPath path;
    switch (kind) {
    case Kind::Bytes:
        path.addEllipse(center, radius, radius);
        break;
    case Kind::Matrix:
        path.addRect(QRectF{at(-0.88, -0.88), at(0.88, 0.88)});
        break;
    case Kind::Tensor:
        path.addPolygon(QPolygonF{{at(0, -1.15), at(1.1, 0.85), at(-1.1, 0.85)}});
        break;
    case Kind::Packets:
        path.addPolygon(QPolygonF{{at(0, -1.25), at(1.25, 0), at(0, 1.25), at(-1.25, 0)}});
        break;
    }
    path.closeSubpath();
    return path;
}

template <typename Paint>
QPixmap painted(int width, const Paint &paint)
{
    QPixmap picture{width, IconSize};
    picture.fill(Qt::transparent);
    QPainter painter{&picture};
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    painter.end();
    return picture;
}

// Paints it also in white, for selected rows.
template <typename PaintIn>
QIcon lineIcon(int width, const QColor &color, const PaintIn &paintIn)
{
    QIcon icon;
    icon.addPixmap(painted(width, paintIn(color)), QIcon::Normal);
    icon.addPixmap(painted(width, paintIn(Qt::white)), QIcon::Selected);
    return icon;
}

} // namespace

QColor colorOf(Kind kind)
{
    return resultColor(static_cast<unsigned>(kind));
}

QPen penOf(lab::transport::Transport transport, const QColor &color, double width)
{
    QPen pen{color, width};
    // In multiples of the width. Round caps make dots of the shortest dashes.
    using lab::transport::Transport;
    switch (transport) {
    case Transport::Pipe:
        pen.setCapStyle(Qt::RoundCap);
        pen.setDashPattern({0.01, 2.2});
        break;
    case Transport::Ring:
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({4.5, 2.2});
        break;
    case Transport::Pool:
        break;
    case Transport::Boost:
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({4.5, 1.6, 1, 1.6});
        break;
    case Transport::Iceoryx:
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({4.5, 1.6, 1, 1.6, 1, 1.6});
        break;
    }
    return pen;
}

void paintMarker(QPainter &painter, Kind kind, const QPointF &center, double radius,
                 const QColor &rim)
{
    painter.setPen(QPen{rim, 1});
    painter.setBrush(colorOf(kind));
    painter.drawPath(shapeOf(kind, center, radius));
}

QIcon iconOf(Kind kind)
{
    return painted(IconSize, [kind](QPainter &painter) {
        paintMarker(painter, kind, {IconSize / 2.0, IconSize / 2.0}, IconSize * 0.27,
                    Qt::transparent);
    });
}

QIcon iconOf(lab::transport::Transport transport, const QColor &color)
{
    constexpr int Width = IconSize * 3 / 2;
    return lineIcon(Width, color, [transport](const QColor &shown) {
        return [transport, shown](QPainter &painter) {
            painter.setPen(penOf(transport, shown, 4));
            painter.drawLine(QPointF{2, IconSize / 2.0}, QPointF{Width - 2.0, IconSize / 2.0});
        };
    });
}

QIcon transportsIcon(const QColor &color)
{
    return lineIcon(IconSize, color, [](const QColor &shown) {
        return [shown](QPainter &painter) {
            double y = IconSize * 0.8;
            for (const lab::transport::Transport transport : lab::transport::ownTransports) {
                painter.setPen(penOf(transport, shown, 3.5));
                painter.drawLine(QPointF{4, y}, QPointF{IconSize - 4.0, y - 4});
                y -= IconSize * 0.27;
            }
        };
    });
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/reach_cursor.h"

#include <QPainter>
#include <QPixmap>

namespace cownscope::ui {
namespace {

constexpr int SmallestRadius = 6;
constexpr int CrossArm = 4;

} // namespace

QCursor reachCursor(int radius, qreal devicePixelRatio)
{
    if (radius < SmallestRadius || radius > LargestCursorRadius)
        return QCursor{Qt::CrossCursor};
    const int middle = radius + 2;
    const int side = 2 * middle + 1;
    QPixmap pixmap{QSize{side, side} * devicePixelRatio};
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(middle + 0.5, middle + 0.5);
    for (const QPen &pen : {QPen{QColor{0, 0, 0, 150}, 3}, QPen{QColor{255, 255, 255, 230}, 1}}) {
        painter.setPen(pen);
        painter.drawEllipse(QPointF{}, radius, radius);
        painter.drawLine(QPointF{-CrossArm, 0}, QPointF{CrossArm, 0});
        painter.drawLine(QPointF{0, -CrossArm}, QPointF{0, CrossArm});
    }
    painter.end();
    return QCursor{pixmap, middle, middle};
}

} // namespace cownscope::ui

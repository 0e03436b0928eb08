// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/icons.h"

#include "ui/style/theme.h"
#include "ui/style/worker_color.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace cownscope {
namespace {

constexpr int Side = 64; // scaled down by QIcon
constexpr QColor RecordColor{214, 51, 56};

void paintReset(QPainter &painter, const QColor &color)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen{color, 8, Qt::SolidLine, Qt::FlatCap});
    painter.drawArc(QRectF{14, 14, 36, 36}, 60 * 16, 300 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{QPointF{34, 2}, QPointF{52, 15}, QPointF{34, 28}}});
}

} // namespace

QIcon glyphIcon(Glyph glyph, const QColor &color)
{
    QPixmap pixmap{Side, Side};
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (glyph) {
    case Glyph::Run:
        painter.drawPolygon(QPolygonF{{QPointF{16, 8}, QPointF{56, 32}, QPointF{16, 56}}});
        break;
    case Glyph::Pause:
        painter.drawRect(14, 10, 13, 44);
        painter.drawRect(37, 10, 13, 44);
        break;
    case Glyph::Step:
        painter.drawPolygon(QPolygonF{{QPointF{10, 10}, QPointF{42, 32}, QPointF{10, 54}}});
        painter.drawRect(44, 10, 10, 44);
        break;
    case Glyph::Reset:
        paintReset(painter, color);
        break;
    case Glyph::Record:
        painter.setBrush(RecordColor);
        painter.drawEllipse(QRectF{10, 10, 44, 44});
        break;
    case Glyph::StopRecord:
        painter.setBrush(RecordColor);
        painter.drawRoundedRect(QRectF{12, 12, 40, 40}, 5, 5);
        break;
    }
    return QIcon{pixmap};
}

QIcon programIcon()
{
    QPixmap pixmap{128, 128};
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ui::sceneFor(ui::Shade::Dark).background);
    painter.drawRoundedRect(QRectF{4, 4, 120, 120}, 26, 26);
    const QPointF tips[] = {{96, 34}, {62, 56}, {102, 74}};
    const QColor colors[] = {ui::workerColor(0, ui::Shade::Dark),
                             ui::workerColor(1, ui::Shade::Dark),
                             ui::workerColor(2, ui::Shade::Dark)};
    for (int i = 0; i < 3; ++i) {
        painter.setBrush(colors[i]);
        painter.drawPolygon(
            QPolygonF{{tips[i], tips[i] + QPointF{-38, 7}, tips[i] + QPointF{-22, 29}}});
    }
    return QIcon{pixmap};
}

} // namespace cownscope

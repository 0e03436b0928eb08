// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/worker_chips.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRect>
#include <QString>

namespace cownscope::ui {

int paintWorkerChips(QPainter &painter, const QRect &area, unsigned workers, Shade shade)
{
    constexpr int Gap = 12;
    const QFontMetrics metrics = painter.fontMetrics();
    const QColor text = sceneFor(shade).faintText;
    const int side = metrics.ascent();
    const int top = area.top() + (area.height() - side) / 2;
    int x = area.left();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (unsigned worker = 0; worker < workers; ++worker) {
        const QString number = QString::number(worker);
        const int width = side + 4 + metrics.horizontalAdvance(number);
        const int ellipsis = worker + 1 < workers ? Gap + side : 0;
        const bool fits = x + width + ellipsis <= area.right();
        painter.setPen(text);
        if (!fits) {
            painter.drawText(QRect{x, area.top(), side, area.height()}, Qt::AlignVCenter,
                             QStringLiteral("…"));
            x += side;
            break;
        }
        painter.drawText(QRect{x + side + 4, area.top(), width, area.height()}, Qt::AlignVCenter,
                         number);
        painter.setPen(Qt::NoPen);
        painter.setBrush(workerColor(worker, shade));
        painter.drawRoundedRect(QRect{x, top, side, side}, 3, 3);
        x += width + Gap;
    }
    painter.restore();
    return x;
}

} // namespace cownscope::ui

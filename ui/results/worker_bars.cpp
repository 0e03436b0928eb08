// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/worker_bars.h"

#include "ui/charts/axis_steps.h"
#include "ui/style/quantity_text.h"
#include "ui/style/theme.h"
#include "ui/style/worker_key.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

WorkerBars::WorkerBars(QWidget *parent)
    : QWidget(parent)
{
    setFont(smallFont(font()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void WorkerBars::setValues(const QList<double> &values)
{
    if (values == m_values)
        return;
    m_values = values;
    update();
}

QRectF WorkerBars::plotRect() const
{
    const int line = fontMetrics().height();
    return QRectF{rect()}.adjusted(44, line / 2 + 2, -4, -line - 4);
}

void WorkerBars::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    const Shade shade = shadeOf(palette());
    const Scene scene = sceneFor(shade);
    if (m_values.isEmpty()) {
        painter.setPen(scene.faintText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("This result has no counters by worker"));
        return;
    }
    const QRectF plot = plotRect();
    const int line = fontMetrics().height();
    const AxisRange range = niceRange(*std::ranges::max_element(m_values), 2);
    for (int tick = 0; tick < range.ticks(); ++tick) {
        const double y = plot.bottom() - plot.height() * tick * range.step / range.top;
        painter.setPen(scene.grid);
        painter.drawLine(QPointF{plot.left(), y}, QPointF{plot.right(), y});
        painter.setPen(scene.faintText);
        painter.drawText(QRectF{0, y - line / 2.0, plot.left() - 5, 1.0 * line},
                         Qt::AlignRight | Qt::AlignVCenter, axisText(tick * range.step));
    }
    const auto count = static_cast<double>(m_values.size());
    const double pitch = plot.width() / count;
    const double gap = pitch > 4 ? std::min(pitch * 0.2, 12.0) : 0;
    paintWorkerBars(painter, plot, m_values, range.top, pitch, gap, shade);
}

bool WorkerBars::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QRectF plot = plotRect();
    const auto count = static_cast<double>(m_values.size());
    const double worker = std::floor((help->pos().x() - plot.left()) / plot.width() * count);
    if (worker < 0 || worker >= count) {
        QToolTip::hideText();
        return true;
    }
    const auto index = static_cast<qsizetype>(worker);
    const auto value = static_cast<std::uint64_t>(std::llround(std::max(m_values[index], 0.0)));
    QToolTip::showText(help->globalPos(), tr("Worker %1: %2").arg(index).arg(groupedText(value)),
                       this);
    return true;
}

} // namespace cownscope::ui

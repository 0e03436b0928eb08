// SPDX-License-Identifier: GPL-3.0-or-later
// What SweepChart paints around the plot.
#include "ui/results/plot_legend.h"
#include "ui/results/sweep_chart.h"
#include "ui/style/quantity_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

void SweepChart::paintHeadline(QPainter &painter, const QRect &area)
{
    const Scene scene = sceneFor(shade());
    painter.setPen(scene.faintText);
    const QString unit = m_plot.mode == PlotMode::Throughput ? m_plot.unit
        : m_plot.mode == PlotMode::Speedup ? tr("speedup over %1").arg(m_plot.base)
                                           : tr("of the ideal speedup over %1").arg(m_plot.base);
    const QString shown = painter.fontMetrics().elidedText(m_plot.lines.empty() ? QString{} : unit,
                                                           Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, shown);
    const int used = painter.fontMetrics().horizontalAdvance(shown) + 16;
    QList<LegendEntry> entries;
    for (const PlotLine &line : m_plot.lines)
        entries.append({line.name, line.color, Qt::SolidLine});
    if (!m_plot.ideals.empty())
        entries.append({tr("ideal"), scene.faintText, Qt::DashLine});
    paintLegend(painter, area.adjusted(used, 0, 0, 0), entries, scene.text);
}

void SweepChart::paintLabels(QPainter &painter, const Scene &scene)
{
    if (!m_plot.emptyText.isEmpty())
        return;
    painter.setPen(scene.faintText);
    paintValueLabels(painter);
    paintCategories(painter, scene);
}

QString SweepChart::valueLabel(double value) const
{
    if (m_plot.mode == PlotMode::Efficiency)
        return tr("%1 %").arg(axisText(value * 100));
    return m_plot.mode == PlotMode::Speedup ? axisText(value) + QChar{0x00d7} : axisText(value);
}

void SweepChart::paintValueLabels(QPainter &painter) const
{
    const QRect plot = plotRect();
    const int height = painter.fontMetrics().height();
    const int ticks = m_range.ticks();
    // Where there is no room for all labels, every second or third does.
    const double pitch = static_cast<double>(plot.height()) / (ticks - 1);
    const int every = std::max(1, static_cast<int>(std::ceil(height * 0.9 / pitch)));
    for (int tick = 0; tick < ticks; tick += every) {
        const int y = plot.bottom() - static_cast<int>(tick * pitch) - height / 2;
        painter.drawText(QRect{0, y, plot.left() - 6, height}, Qt::AlignRight | Qt::AlignVCenter,
                         valueLabel(tick * m_range.step));
    }
}

void SweepChart::paintCategories(QPainter &painter, const Scene &scene) const
{
    const QRect plot = plotRect();
    const QFontMetrics metrics = painter.fontMetrics();
    const auto count = std::max<qsizetype>(m_plot.categories.size(), 1);
    const double pitch = static_cast<double>(plot.width()) / static_cast<double>(count);
    int widest = 1;
    for (const QString &category : m_plot.categories)
        widest = std::max(widest, metrics.horizontalAdvance(category));
    const bool names = m_plot.axis.isEmpty(); // which may be shortened; numbers may not
    const int every = names ? 1 : std::max(1, static_cast<int>(std::ceil((widest + 8) / pitch)));
    const PlotScale scale{count, m_range.top};
    for (qsizetype i = 0; i < m_plot.categories.size(); i += every) {
        const QPoint at = scale.position(QRectF{plot}, static_cast<double>(i), 0).toPoint();
        const QString label = names
            ? metrics.elidedText(m_plot.categories[i], Qt::ElideMiddle, static_cast<int>(pitch) - 8)
            : m_plot.categories[i];
        const int width = metrics.horizontalAdvance(label) + 2;
        painter.drawText(QRect{at.x() - width / 2, plot.bottom() + 4, width, metrics.height()},
                         Qt::AlignCenter, label);
    }
    painter.setPen(scene.text);
    painter.drawText(
        QRect{plot.left(), plot.bottom() + 5 + metrics.height(), plot.width(), metrics.height()},
        Qt::AlignCenter, m_plot.axis);
}

} // namespace cownscope::ui

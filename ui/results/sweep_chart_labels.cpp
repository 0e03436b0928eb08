// SPDX-License-Identifier: GPL-3.0-or-later
// What SweepChart paints around the plot.
#include "ui/results/plot_legend.h"
#include "ui/results/sweep_chart.h"
#include "ui/style/quantity_text.h"
#include "ui/style/short_names.h"

#include <QPainter>

#include <algorithm>

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
        entries.append({idealName(), scene.faintText, Qt::DashLine});
    paintLegend(painter, area.adjusted(used, 0, 0, 0), entries, scene.text);
}

QString SweepChart::idealName() const
{
    if (!m_plot.idealCores)
        return tr("ideal");
    return *m_plot.idealCores == 1 ? tr("ideal on 1 core")
                                   : tr("ideal on %1 cores").arg(*m_plot.idealCores);
}

QList<ChartPanel::Scale> SweepChart::scales(const Scene &scene) const
{
    if (!m_plot.emptyText.isEmpty())
        return {};
    QStringList values;
    for (int tick = 0; tick < m_range.ticks(); ++tick)
        values.append(valueLabel(tick * m_range.step));
    return {{Qt::LeftEdge, evenTicks(values), scene.faintText},
            {Qt::BottomEdge, categoryTicks(), scene.faintText, false}};
}

QList<ChartPanel::Tick> SweepChart::categoryTicks() const
{
    const auto count = static_cast<double>(std::max<qsizetype>(m_plot.categories.size(), 1));
    const int room = static_cast<int>(plotRect().width() / count) - 8;
    QStringList labels = m_plot.categories;
    if (m_plot.axis.isEmpty()) // names may be shortened; numbers may not
        labels = shortNames(labels, QFontMetrics{labelFont()}, room);
    QList<Tick> ticks;
    for (const QString &label : labels)
        ticks.append({(static_cast<double>(ticks.size()) + 0.5) / count, label});
    return ticks;
}

QString SweepChart::valueLabel(double value) const
{
    if (m_plot.mode == PlotMode::Efficiency)
        return tr("%1 %").arg(axisText(value * 100));
    return m_plot.mode == PlotMode::Speedup ? axisText(value) + QChar{0x00d7} : axisText(value);
}

void SweepChart::paintLabels(QPainter &painter, const Scene &scene)
{
    if (!m_plot.emptyText.isEmpty())
        return;
    const QRect plot = plotRect();
    const int height = painter.fontMetrics().height();
    painter.setPen(scene.text);
    painter.drawText(QRect{plot.left(), plot.bottom() + 6 + height, plot.width(), height},
                     Qt::AlignCenter, m_plot.axis);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include "ui/style/quantity_text.h"

#include <QLineSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int TimeTicks = 4; // 60, 40, 20 and 0 seconds ago

} // namespace

TimeChart::TimeChart(const QString &title, const TimeChartModel *model,
                     std::vector<TimeCurve> curves, QWidget *parent)
    : ChartPanel(title, parent)
    , m_model(model)
    , m_time(new QValueAxis)
{
    Q_ASSERT(curves.size() == model->quantities() && curves.size() <= 2);
    m_time->setRange(-TimeChartModel::Span, 0);
    m_time->setTickCount(TimeTicks);
    chart()->addAxis(m_time, Qt::AlignBottom);
    for (TimeCurve &curve : curves)
        addLine(std::move(curve));
    if (m_lines.size() > 1)
        setGutters({.right = 52});
    connect(m_model, &TimeChartModel::changed, this, &TimeChart::modelChanged);
    colorize();
}

void TimeChart::addLine(TimeCurve curve)
{
    SteadyRange range{curve.smallestTop};
    auto *series = new QLineSeries;
    auto *axis = new QValueAxis;
    chart()->addSeries(series);
    chart()->addAxis(axis, m_lines.empty() ? Qt::AlignLeft : Qt::AlignRight);
    series->attachAxis(m_time);
    series->attachAxis(axis);
    m_lines.push_back({std::move(curve), range, series, axis});
    scaleAxis(m_lines.back());
}

void TimeChart::scaleAxis(Line &line)
{
    const AxisRange range = line.range.range();
    line.axis->setRange(0, range.top);
    line.axis->setTickCount(range.ticks());
}

void TimeChart::modelChanged()
{
    if (canBeSeen())
        refresh();
}

void TimeChart::refresh()
{
    ++m_ticks;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const History &history = m_model->history(i);
        if (m_lines[i].range.update(history.largest())) {
            scaleAxis(m_lines[i]);
            updateLabels();
        }
        m_lines[i].series->replace(history.points(MostPoints));
    }
    if (m_ticks % 3 != 1) // digits that change faster cannot be read
        return;
    QList<Note> notes;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const TimeCurve &curve = m_lines[i].curve;
        notes.append({curve.currentValue(m_model->history(i).last()),
                      quantityColor(curve.quantity, shade())});
    }
    setNotes(notes);
}

void TimeChart::applyColors(const Scene &scene)
{
    styleAxis(m_time, scene.grid);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QColor color = quantityColor(m_lines[i].curve.quantity, shade());
        m_lines[i].series->setPen(QPen{color, 1.6});
        styleAxis(m_lines[i].axis, scene.grid);
        m_lines[i].axis->setGridLineVisible(i == 0);
    }
    m_ticks = 0;
}

void TimeChart::paintLabels(QPainter &painter, const Scene &scene)
{
    const QRect plot = plotRect();
    const int height = painter.fontMetrics().height();
    painter.setPen(scene.faintText);
    for (int tick = 0; tick < TimeTicks; ++tick) {
        const double fraction = static_cast<double>(tick) / (TimeTicks - 1);
        const double seconds = TimeChartModel::Span * (fraction - 1);
        const QString text = seconds == 0 ? tr("now") : tr("%1 s").arg(seconds);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        const int x = plot.left() + static_cast<int>(fraction * plot.width()) - width / 2;
        painter.drawText(
            QRect{std::min(x, plot.right() + 12 - width), plot.bottom() + 4, width + 1, height},
            Qt::AlignCenter, text);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        painter.setPen(m_lines.size() == 1 ? scene.faintText
                                           : quantityColor(m_lines[i].curve.quantity, shade()));
        paintValues(painter, m_lines[i], i == 0);
    }
}

void TimeChart::paintValues(QPainter &painter, const Line &line, bool left) const
{
    const QRect plot = plotRect();
    const int height = painter.fontMetrics().height();
    const AxisRange range = line.range.range();
    const int ticks = range.ticks();
    const auto &text = line.curve.axisText ? line.curve.axisText : axisText;
    // Where there is no room for all labels, every second or third does.
    const double pitch = static_cast<double>(plot.height()) / (ticks - 1);
    const int every = std::max(1, static_cast<int>(std::ceil(height * 0.9 / pitch)));
    for (int tick = 0; tick < ticks; tick += every) {
        const int y = plot.bottom() - static_cast<int>(tick * pitch) - height / 2;
        const QRect box = left ? QRect{0, y, plot.left() - 6, height}
                               : QRect{plot.right() + 6, y, width() - plot.right() - 8, height};
        const Qt::Alignment side = left ? Qt::AlignRight : Qt::AlignLeft;
        painter.drawText(box, static_cast<int>(side | Qt::AlignVCenter), text(tick * range.step));
    }
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/time_chart.h"

#include "ui/style/quantity_text.h"

#include <QLineSeries>
#include <QPen>
#include <QValueAxis>

namespace cownscope::ui {
namespace {

constexpr int TimeTicks = 4; // 60, 40, 20 and 0 seconds ago

// The largest value that the axis must show. Values that were sampled under other conditions are
// cut off if they would flatten the current line.
double largestOf(const History &history)
{
    constexpr double Most = 8; // times the current values
    const double present = history.largestOfSection();
    return present > 0 ? history.largest(Most * present) : history.largest();
}

} // namespace

TimeChart::TimeChart(const QString &title, const TimeChartModel *model,
                     std::vector<TimeCurve> curves, QWidget *parent)
    : ChartPanel(title, parent)
    , m_model(model)
    , m_time(new QValueAxis)
{
    Q_ASSERT(curves.size() == model->quantities() && curves.size() <= 2);
    m_time->setRange(-TimeChartModel::Span, 0);
    addAxis(m_time, Qt::AlignBottom);
    for (TimeCurve &curve : curves)
        addLine(std::move(curve));
    if (m_lines.size() > 1)
        setGutters({.right = 52});
    connect(m_model, &TimeChartModel::changed, this, &TimeChart::refreshIfSeen);
    colorize();
}

void TimeChart::addLine(TimeCurve curve)
{
    SteadyRange range{curve.smallestTop};
    auto *series = new QLineSeries;
    auto *axis = new QValueAxis;
    chart()->addSeries(series);
    addAxis(axis, m_lines.empty() ? Qt::AlignLeft : Qt::AlignRight);
    series->attachAxis(m_time);
    series->attachAxis(axis);
    axis->setRange(0, range.range().top);
    m_lines.push_back({std::move(curve), range, series, axis});
}

void TimeChart::refresh()
{
    bool rescaled = false;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line &line = m_lines[i];
        const History &history = m_model->history(i);
        if (history.isEmpty() ? line.range.reset() : line.range.update(largestOf(history))) {
            line.axis->setRange(0, line.range.range().top);
            rescaled = true;
        }
        line.series->replace(history.points(MostPoints));
    }
    if (rescaled)
        updateScales();
    updateNotes();
}

void TimeChart::updateNotes()
{
    if (m_model->history(0).isEmpty())
        m_ticks = 0;
    else if (m_ticks++ % 3 != 0) // digits that change faster are unreadable
        return;
    QList<Note> notes;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const TimeCurve &curve = m_lines[i].curve;
        if (!m_model->history(i).isEmpty())
            notes.append({curve.currentValue(m_model->history(i).last()),
                          quantityColor(curve.quantity, shade())});
    }
    setNotes(notes);
}

void TimeChart::applyColors(const Scene &)
{
    for (const Line &line : m_lines)
        line.series->setPen(QPen{quantityColor(line.curve.quantity, shade()), 1.6});
    m_ticks = 0;
}

QList<ChartPanel::Scale> TimeChart::scales(const Scene &scene) const
{
    QStringList times;
    for (int tick = TimeTicks - 1; tick > 0; --tick)
        times.append(tr("%1 s").arg(-TimeChartModel::Span * tick / (TimeTicks - 1)));
    times.append(tr("now"));
    QList<Scale> all{{Qt::BottomEdge, evenTicks(times), scene.faintText}};
    for (const Line &line : m_lines) {
        const bool first = all.size() == 1;
        const AxisRange range = line.range.range();
        const auto &text = line.curve.axisText ? line.curve.axisText : axisText;
        QStringList values;
        for (int tick = 0; tick < range.ticks(); ++tick)
            values.append(text(tick * range.step));
        all.append(
            {first ? Qt::LeftEdge : Qt::RightEdge, evenTicks(values),
             m_lines.size() == 1 ? scene.faintText : quantityColor(line.curve.quantity, shade()),
             first});
    }
    return all;
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sweep_chart.h"

#include "ui/results/plot_legend.h"
#include "ui/results/result_set.h"

#include <QChartView>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

SweepChart::SweepChart(const ResultSet *set, QWidget *parent)
    : ChartPanel({}, parent)
    , m_set(set)
    , m_places(new QValueAxis)
    , m_values(new QValueAxis)
    , m_marks(new PlotMarks(chart(), &m_plot))
{
    addAxis(m_places, Qt::AlignBottom);
    addAxis(m_values, Qt::AlignLeft);
    auto *view = findChild<QChartView *>();
    view->setRenderHint(QPainter::Antialiasing); // it changes seldom
    setMouseTracking(true);
    setAccessibleName(tr("Chart of results"));
    connect(chart(), &QChart::plotAreaChanged, this, [this] { m_marks->plotAreaChanged(); });
    connect(set, &ResultSet::added, this, &SweepChart::setChanged);
    connect(set, &ResultSet::changed, this, &SweepChart::setChanged);
    connect(set, &ResultSet::closed, this, &SweepChart::setChanged);
    colorize();
}

void SweepChart::setMode(PlotMode mode)
{
    m_mode = mode;
    setChanged();
}

void SweepChart::setSelectedResult(int id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    setChanged();
}

void SweepChart::setCurrentPoint(const PointPlace &place)
{
    m_marks->setCurrent(place);
}

void SweepChart::setChanged()
{
    if (canBeSeen())
        refresh();
}

void SweepChart::refresh()
{
    m_plot = sweepPlotOf(*m_set, m_selected, m_mode);
    m_range = niceRange(m_plot.largest * 1.05, 5);
    const auto count = std::max<qsizetype>(m_plot.categories.size(), 1);
    m_places->setRange(-0.5, static_cast<double>(count) - 0.5);
    m_values->setRange(0, m_range.top);
    m_marks->setScale({count, m_range.top});
    setTitle(title());
    matchSeries();
    replaceSeries();
    updateScales();
    Q_EMIT plotChanged();
}

QString SweepChart::title() const
{
    if (!m_plot.emptyText.isEmpty())
        return {};
    switch (m_plot.mode) {
    case PlotMode::Throughput:
        return tr("Throughput");
    case PlotMode::Speedup:
        return tr("Speedup");
    case PlotMode::Efficiency:
        return tr("Efficiency");
    }
    return {};
}

template <typename Series>
Series *SweepChart::addSeries()
{
    auto *series = new Series;
    chart()->addSeries(series);
    series->attachAxis(m_places);
    series->attachAxis(m_values);
    return series;
}

template <typename Series>
void SweepChart::removeSeries(Series *series)
{
    chart()->removeSeries(series);
    delete series;
}

void SweepChart::matchSeries()
{
    for (; m_ideals.size() > m_plot.ideals.size(); m_ideals.pop_back())
        removeSeries(m_ideals.back());
    while (m_ideals.size() < m_plot.ideals.size())
        m_ideals.push_back(addSeries<QLineSeries>());
    for (; m_lines.size() > m_plot.lines.size(); m_lines.pop_back()) {
        removeSeries(m_lines.back().means);
        removeSeries(m_lines.back().samples);
    }
    while (m_lines.size() < m_plot.lines.size())
        m_lines.push_back({addSeries<QLineSeries>(), addSeries<QScatterSeries>()});
}

void SweepChart::replaceSeries()
{
    for (std::size_t i = 0; i < m_ideals.size(); ++i) {
        m_ideals[i]->setName(tr("ideal"));
        m_ideals[i]->setPen(QPen{sceneFor(shade()).faintText, 1.4, Qt::DashLine});
        m_ideals[i]->replace(m_plot.ideals[i]);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const PlotLine &line = m_plot.lines[i];
        QLineSeries *means = m_lines[i].means;
        means->setName(line.name);
        means->setPen(QPen{line.color, 1.8});
        means->replace(line.connected ? line.means() : QList<QPointF>{});
        QScatterSeries *samples = m_lines[i].samples;
        QColor faint = line.color;
        faint.setAlphaF(0.45F);
        samples->setName(line.name);
        samples->setColor(faint);
        samples->setBorderColor(Qt::transparent);
        samples->setMarkerSize(5.5);
        samples->replace(line.samples);
    }
}

void SweepChart::applyColors(const Scene &scene)
{
    m_marks->setColors(scene.background, scene.text);
    setGutters({.left = 54, .right = 16, .bottom = 2 * QFontMetrics{labelFont()}.height() + 10});
}

QPoint SweepChart::positionOf(const PlotMark &mark) const
{
    const PlotScale scale{m_plot.categories.size(), m_range.top};
    return scale.position(QRectF{plotRect()}, mark.x, mark.mean.value_or(0)).toPoint();
}

const PlotMark *SweepChart::markAt(const QPoint &position) const
{
    constexpr double Reach = 14; // pixels
    const QRectF plot{plotRect()};
    const PlotScale scale{m_plot.categories.size(), m_range.top};
    const PlotMark *nearest = nullptr;
    double least = Reach;
    for (const PlotLine &line : m_plot.lines) {
        for (const PlotMark &mark : line.marks) {
            const double mean = mark.mean.value_or(0);
            const double low = mark.interval ? std::max(mark.interval->low, 0.0) : mean;
            const double high = mark.interval ? mark.interval->high : mean;
            const QPointF bottom = scale.position(plot, mark.x, low);
            const QPointF top = scale.position(plot, mark.x, high);
            const double y = std::clamp<double>(position.y(), top.y(), bottom.y());
            const double distance = std::hypot(position.x() - top.x(), position.y() - y);
            if (distance < least) {
                least = distance;
                nearest = &mark;
            }
        }
    }
    return nearest;
}

void SweepChart::mouseMoveEvent(QMouseEvent *event)
{
    const PlotMark *mark = markAt(event->pos());
    m_marks->setHovered(mark ? mark->place : PointPlace{});
    if (mark)
        QToolTip::showText(event->globalPosition().toPoint(), mark->toolTip, this);
    else
        QToolTip::hideText();
}

void SweepChart::mousePressEvent(QMouseEvent *event)
{
    const PlotMark *mark = markAt(event->pos());
    if (!mark || event->button() != Qt::LeftButton)
        return ChartPanel::mousePressEvent(event);
    const PlotMark chosen = *mark; // the plot changes when another result is selected
    QToolTip::showText(event->globalPosition().toPoint(), chosen.toolTip, this);
    Q_EMIT pointChosen(chosen.place);
}

void SweepChart::leaveEvent(QEvent *event)
{
    m_marks->setHovered({});
    ChartPanel::leaveEvent(event);
}

} // namespace cownscope::ui

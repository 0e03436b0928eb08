// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sweep_chart.h"

#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"
#include "ui/style/short_names.h"

#include <QChartView>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QScatterSeries>
#include <QToolTip>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Sample = 20; // length of the sample line
constexpr int Gap = 6;
constexpr int Between = 16;
constexpr int ShortestName = 60;

struct LegendEntry
{
    QString name;
    QColor color;
    Qt::PenStyle style = Qt::SolidLine;
};

// Paints as many entries as fit, side by side at the right end of the area, and then how many more
// there are. Long names are shortened.
void paintLegend(QPainter &painter, const QRect &area, const QList<LegendEntry> &entries,
                 const QColor &text)
{
    if (entries.isEmpty())
        return;
    const QFontMetrics metrics = painter.fontMetrics();
    const int frame = Sample + Gap + Between;
    const int more = metrics.horizontalAdvance(QStringLiteral("+99"));
    int shown = static_cast<int>(entries.size());
    const auto widthOfName = [&] {
        const int rest = shown < entries.size() ? more : 0;
        return (area.width() - rest) / std::max(shown, 1) - frame;
    };
    while (shown > 0 && widthOfName() < ShortestName)
        --shown;

    // Names that need less than their share leave the rest of it to longer names.
    QList<int> widths;
    for (int i = 0; i < shown; ++i)
        widths.append(metrics.horizontalAdvance(entries[i].name) + 1);
    int most = 0;
    if (shown > 0) {
        int free = area.width() - (shown < entries.size() ? more : 0) - shown * frame;
        QList<int> sorted = widths;
        std::ranges::sort(sorted);
        for (int i = 0; i < shown; ++i) {
            most = free / (shown - i);
            if (sorted[i] > most)
                break;
            free -= sorted[i];
            most = sorted[i];
        }
    }

    QStringList names;
    for (int i = 0; i < shown; ++i)
        names.append(entries[i].name);
    names = shortNames(names, metrics, most);

    int total = shown < entries.size() ? more : 0;
    for (int &width : widths) {
        width = std::min(width, most);
        total += width + frame;
    }
    int x = area.right() - total + Between;
    for (int i = 0; i < shown; ++i) {
        const int y = area.center().y() + 1;
        painter.setPen(QPen{entries[i].color, 2.4, entries[i].style});
        painter.drawLine(x, y, x + Sample, y);
        x += Sample + Gap;
        painter.setPen(text);
        painter.drawText(QRect{x, area.top(), widths[i] + 1, area.height()},
                         Qt::AlignVCenter | Qt::AlignLeft, names[i]);
        x += widths[i] + Between;
    }
    if (shown < entries.size())
        painter.drawText(QRect{x - Between + Gap, area.top(), more, area.height()},
                         Qt::AlignVCenter | Qt::AlignLeft,
                         QStringLiteral("+%1").arg(entries.size() - shown));
}

} // namespace

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
    view->setRenderHint(QPainter::Antialiasing); // it rarely changes
    setMouseTracking(true);
    setAccessibleName(tr("Chart of results"));
    connect(chart(), &QChart::plotAreaChanged, this, [this] { m_marks->plotAreaChanged(); });
    connect(set, &ResultSet::added, this, &SweepChart::refreshIfSeen);
    connect(set, &ResultSet::changed, this, &SweepChart::refreshIfSeen);
    connect(set, &ResultSet::closed, this, &SweepChart::refreshIfSeen);
    colorize();
}

void SweepChart::setMode(PlotMode mode)
{
    m_mode = mode;
    refreshIfSeen();
}

void SweepChart::setSelectedResult(int id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    refreshIfSeen();
}

void SweepChart::setCurrentPoint(const PointId &place)
{
    m_marks->setCurrent(place);
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
    m_marks->setHovered(mark ? mark->place : PointId{});
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
    const PlotMark chosen = *mark; // a copy, since the plot changes when another result is selected
    QToolTip::showText(event->globalPosition().toPoint(), chosen.toolTip, this);
    Q_EMIT pointChosen(chosen.place);
}

void SweepChart::leaveEvent(QEvent *event)
{
    m_marks->setHovered({});
    ChartPanel::leaveEvent(event);
}

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
    const int available = static_cast<int>(plotRect().width() / count) - 8;
    QStringList labels = m_plot.categories;
    if (m_plot.axis.isEmpty()) // only names can be shortened, not numbers
        labels = shortNames(labels, QFontMetrics{labelFont()}, available);
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_chart.h"

#include "ui/style/quantity_text.h"
#include "ui/transport/transport_marks.h"
#include "ui/transport/transport_style.h"

#include <QAreaSeries>
#include <QChartView>
#include <QLineSeries>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QValueAxis>

#include <cmath>

namespace cownscope::ui {
namespace {

constexpr double LineWidth = 2;
constexpr int Sample = 26; // length of a line in the legend
constexpr int Gap = 8;
constexpr int Side = 14; // of the legend

QString textOf(auto value)
{
    return QString::fromStdString(lab::transport::nameOf(value));
}

QString tickText(double mbPerSecond)
{
    return mbPerSecond < 10 ? axisText(mbPerSecond)
                            : groupedText(static_cast<std::uint64_t>(std::llround(mbPerSecond)));
}

} // namespace

TransportChart::TransportChart(QWidget *parent)
    : ChartPanel(tr("Throughput"), parent)
    , m_horizontal(new QValueAxis)
    , m_vertical(new QValueAxis)
    , m_marks(new TransportMarks(chart()))
{
    for (QValueAxis *axis : {m_horizontal, m_vertical}) {
        axis->setRange(0, 1);
        addAxis(axis, axis == m_horizontal ? Qt::AlignBottom : Qt::AlignLeft);
    }
    findChild<QChartView *>()->setRenderHint(QPainter::Antialiasing); // it rarely changes
    setMouseTracking(true);
    setAccessibleName(tr("Chart of transports"));
    connect(chart(), &QChart::plotAreaChanged, this, [this] { m_marks->plotAreaChanged(); });
    colorize();
}

void TransportChart::setFile(const lab::transport::TransportFile &file)
{
    m_plot = transportPlotOf(file.rows);
    m_missing.clear();
    if (const auto interruption = interruptionText(file))
        m_missing.append(QString::fromStdString(*interruption));
    if (!file.skipped.empty())
        m_missing.append(tr("%1 skipped").arg(file.skipped.size()));
    m_marks->setCurrent({});
    m_marks->setHovered({});
    colorize(); // the gutter of the legend depends on its names
}

void TransportChart::setLogarithmic(bool on)
{
    m_isLogarithmic = on;
    refresh();
}

void TransportChart::setCurrentRow(std::optional<std::size_t> row)
{
    m_marks->setCurrent(row);
}

void TransportChart::refresh()
{
    m_sizes = sizeScale(m_plot);
    m_throughput = throughputScale(m_plot, m_isLogarithmic);
    chart()->removeAllSeries();
    for (const TransportLine &line : m_plot.lines)
        addBand(line);
    for (const TransportLine &line : m_plot.lines) // above all bands
        addLine(line);
    m_marks->setPlot(m_plot, m_sizes, m_throughput);
    updateScales();
}

template <typename Series>
Series *TransportChart::added(Series *series)
{
    chart()->addSeries(series);
    series->attachAxis(m_horizontal);
    series->attachAxis(m_vertical);
    return series;
}

QPointF TransportChart::placeOf(const TransportMark &mark, double mbPerSecond) const
{
    return {m_sizes.placeOf(mark.sizeMb) + mark.shift, m_throughput.placeOf(mbPerSecond)};
}

void TransportChart::addBand(const TransportLine &line)
{
    QList<QPointF> low;
    QList<QPointF> high;
    for (const TransportMark &mark : line.marks) {
        low.append(placeOf(mark, mark.low));
        high.append(placeOf(mark, mark.high));
    }
    auto *area = new QAreaSeries;
    auto *lower = new QLineSeries{area};
    auto *upper = new QLineSeries{area};
    lower->replace(low);
    upper->replace(high);
    area->setLowerSeries(lower);
    area->setUpperSeries(upper);
    QColor faint = colorOf(line.kind);
    faint.setAlphaF(0.18F);
    added(area);
    area->setPen(Qt::NoPen); // not earlier, since the theme of the chart has set them
    area->setBrush(faint);
}

void TransportChart::addLine(const TransportLine &line)
{
    auto *series = new QLineSeries;
    for (const TransportMark &mark : line.marks)
        series->append(placeOf(mark, mark.mean));
    added(series)->setPen(penOf(line.transport, colorOf(line.kind), LineWidth));
}

void TransportChart::applyColors(const Scene &scene)
{
    m_marks->setColors(scene.background, scene.text);
    QList<Note> notes;
    for (const QString &missing : m_missing)
        notes.append({missing, warningColor(shade())});
    setNotes(notes);
    const QFontMetrics metrics{labelFont()};
    int legend = metrics.horizontalAdvance(tr("95 % interval"));
    for (const lab::transport::Kind kind : m_plot.kinds)
        legend = std::max(legend, metrics.horizontalAdvance(textOf(kind)));
    setGutters({.left = metrics.horizontalAdvance(QStringLiteral("000,000")) + 14,
                .right = Side + Sample + Gap + legend + Side,
                .bottom = 2 * metrics.height() + 10});
}

QPoint TransportChart::positionOf(const TransportMark &mark) const
{
    const QRectF area{plotRect()};
    const QPointF place = placeOf(mark, mark.mean);
    return QPointF{area.left() + place.x() * area.width(),
                   area.bottom() - place.y() * area.height()}
        .toPoint();
}

const TransportMark *TransportChart::markAt(const QPoint &position) const
{
    constexpr int Reach = 12; // pixels
    const TransportMark *nearest = nullptr;
    int least = Reach;
    for (const TransportLine &line : m_plot.lines) {
        for (const TransportMark &mark : line.marks) {
            const int distance = (positionOf(mark) - position).manhattanLength();
            if (distance < least) {
                least = distance;
                nearest = &mark;
            }
        }
    }
    return nearest;
}

void TransportChart::mouseMoveEvent(QMouseEvent *event)
{
    const TransportMark *mark = markAt(event->pos());
    m_marks->setHovered(mark ? std::optional{mark->row} : std::nullopt);
    if (mark)
        QToolTip::showText(event->globalPosition().toPoint(), mark->toolTip, this);
    else
        QToolTip::hideText();
}

void TransportChart::mousePressEvent(QMouseEvent *event)
{
    const TransportMark *mark = markAt(event->pos());
    if (!mark || event->button() != Qt::LeftButton)
        return ChartPanel::mousePressEvent(event);
    Q_EMIT rowChosen(mark->row);
}

void TransportChart::leaveEvent(QEvent *event)
{
    m_marks->setHovered({});
    ChartPanel::leaveEvent(event);
}

void TransportChart::paintHeadline(QPainter &painter, const QRect &area)
{
    painter.setPen(sceneFor(shade()).faintText);
    painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft, tr("MB/s"));
}

QList<ChartPanel::Scale> TransportChart::scales(const Scene &scene) const
{
    if (m_plot.lines.empty())
        return {};
    Scale left{.edge = Qt::LeftEdge, .ticks = {}, .color = scene.faintText};
    for (const double tick : m_throughput.ticks)
        left.ticks.append({m_throughput.placeOf(tick), tickText(tick)});

    Scale bottom{.edge = Qt::BottomEdge, .ticks = {}, .color = scene.faintText};
    const QFontMetrics metrics{labelFont()};
    const int width = plotRect().width();
    double free = 0; // pixels from the left; the sizes are not evenly spaced
    for (const double tick : m_sizes.ticks) {
        Tick mark{m_sizes.placeOf(tick), QString::number(tick)};
        const double half = metrics.horizontalAdvance(mark.label) / 2.0;
        const double center = mark.place * width;
        if (center - half < free)
            mark.label.clear();
        else
            free = center + half + 6;
        bottom.ticks.append(mark);
    }
    return {left, bottom};
}

void TransportChart::paintLabels(QPainter &painter, const Scene &scene)
{
    const QRect plot = plotRect();
    if (m_plot.lines.empty()) {
        painter.setPen(scene.text);
        painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, tr("Nothing was measured"));
        return;
    }
    const int height = painter.fontMetrics().height();
    painter.setPen(scene.text);
    painter.drawText(QRect{plot.left(), plot.bottom() + 6 + height, plot.width(), height},
                     Qt::AlignCenter, tr("size of an item in MiB"));
    paintLegend(
        painter, scene,
        QRect{plot.right() + Side, plot.top(), width() - plot.right() - Side, plot.height()});
}

void TransportChart::paintLegend(QPainter &painter, const Scene &scene, const QRect &area) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int height = painter.fontMetrics().height() + 3;
    int top = area.top();
    const auto entry = [&](const QString &name, const auto &paintSample) {
        const QPointF middle{area.left() + Sample / 2.0, top + height / 2.0};
        paintSample(middle);
        painter.setPen(scene.text);
        painter.drawText(QRect{area.left() + Sample + Gap, top, area.width(), height},
                         Qt::AlignVCenter | Qt::AlignLeft, name);
        top += height;
    };
    const QPointF half{Sample / 2.0, 0};
    for (const lab::transport::Kind kind : m_plot.kinds)
        entry(textOf(kind), [&](const QPointF &middle) {
            painter.setPen(QPen{colorOf(kind), LineWidth});
            painter.drawLine(middle - half, middle + half);
            paintMarker(painter, kind, middle, 4, scene.background);
        });
    top += height / 2;
    for (const lab::transport::Transport transport : m_plot.transports)
        entry(textOf(transport), [&](const QPointF &middle) {
            painter.setPen(penOf(transport, scene.text, LineWidth));
            painter.drawLine(middle - half, middle + half);
        });
    top += height / 2;
    entry(tr("95 % interval"), [&](const QPointF &middle) {
        QColor faint = scene.text;
        faint.setAlphaF(0.25F);
        painter.fillRect(QRectF{middle - half - QPointF{0, 5}, middle + half + QPointF{0, 5}},
                         faint);
    });
    painter.restore();
}

} // namespace cownscope::ui

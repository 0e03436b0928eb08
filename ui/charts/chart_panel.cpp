// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_panel.h"

#include <QAbstractAxis>
#include <QAbstractBarSeries>
#include <QAbstractItemModel>
#include <QBarCategoryAxis>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cownscope::ui {
namespace {

constexpr int Side = 10; // between the panel's edge and its headline
// The chart extends beyond the plot, so that lines at its edge are not cut off.
constexpr int Overhang = 3;

bool isVertical(Qt::Edge edge)
{
    return edge == Qt::LeftEdge || edge == Qt::RightEdge;
}

double xAt(const QRectF &plot, double place)
{
    return plot.left() + place * plot.width();
}

double yAt(const QRectF &plot, double place)
{
    return plot.bottom() - place * plot.height();
}

} // namespace

// Shows the chart on top of the panel's grid.
class ChartPanel::View : public QChartView
{
public:
    explicit View(ChartPanel *panel)
        : QChartView(panel->m_chart, panel)
        , m_panel(panel)
    { }

protected:
    void drawBackground(QPainter *painter, const QRectF &area) override
    {
        QChartView::drawBackground(painter, area);
        m_panel->paintGrid(*painter, m_panel->m_chart->plotArea());
    }

private:
    const ChartPanel *m_panel;
};

ChartPanel::ChartPanel(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_chart(new QChart)
    , m_view(new View(this))
{
    m_chart->legend()->hide();
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setBackgroundVisible(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing, false);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setInteractive(false);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents); // the panels handle mouse events
    m_view->setMinimumSize(0, 0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ChartPanel::setTitle(const QString &title)
{
    if (title == m_title)
        return;
    m_title = title;
    update(QRect{0, 0, width(), headlineHeight()});
}

void ChartPanel::setNotes(const QList<Note> &notes)
{
    if (notes == m_notes)
        return;
    m_notes = notes;
    update(QRect{0, 0, width(), headlineHeight()});
}

void ChartPanel::setGutters(const Gutters &gutters)
{
    m_gutters = gutters;
    placePlot();
}

QRect ChartPanel::plotRect() const
{
    const int top = headlineHeight() + 4;
    return {m_gutters.left, top, std::max(width() - m_gutters.left - m_gutters.right, 20),
            std::max(height() - top - m_gutters.bottom, 20)};
}

QList<ChartPanel::Tick> ChartPanel::evenTicks(const QStringList &labels)
{
    QList<Tick> ticks;
    const auto last = static_cast<double>(std::max<qsizetype>(labels.size() - 1, 1));
    for (qsizetype i = 0; i < labels.size(); ++i)
        ticks.append({static_cast<double>(i) / last, labels[i]});
    return ticks;
}

void ChartPanel::updateScales()
{
    update();
    m_view->viewport()->update();
}

void ChartPanel::addAxis(QAbstractAxis *axis, Qt::Alignment alignment)
{
    m_chart->addAxis(axis, alignment);
    axis->setVisible(false);
}

void ChartPanel::addBars(QAbstractBarSeries *series, const QStringList &categories)
{
    auto *share = new QValueAxis;
    auto *rows = new QBarCategoryAxis;
    share->setRange(0, 100);
    rows->append(categories);
    series->setBarWidth(0.66);
    chart()->addSeries(series);
    addAxis(share, Qt::AlignBottom);
    addAxis(rows, Qt::AlignLeft);
    series->attachAxis(share);
    series->attachAxis(rows);
}

void ChartPanel::paintRows(QPainter &painter, const Scene &scene, const QAbstractItemModel &model,
                           Qt::Orientation headers, const QStringList &values) const
{
    const QRectF plot{plotRect()};
    const int count = headers == Qt::Vertical ? model.rowCount() : model.columnCount();
    const double pitch = plot.height() / std::max(count, 1);
    for (int i = 0; i < values.size(); ++i) {
        const QRectF row{Side, plot.top() + i * pitch, plot.left() - 18, pitch};
        painter.setPen(scene.faintText);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
                         model.headerData(i, headers).toString());
        painter.setPen(scene.text);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, values[i]);
    }
}

void ChartPanel::placePlot()
{
    const QRect plot = plotRect();
    m_view->setGeometry(plot.adjusted(-Overhang, -Overhang, Overhang, Overhang));
    m_chart->setPlotArea(QRectF{QPointF{Overhang, Overhang}, QSizeF{plot.size()}});
    updateScales();
}

void ChartPanel::paintGrid(QPainter &painter, const QRectF &plot) const
{
    const Scene scene = sceneFor(shade());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen{scene.grid, 1});
    for (const Scale &scale : scales(scene)) {
        const auto lineAt = [&](double place) {
            return isVertical(scale.edge)
                ? QLineF{plot.left(), yAt(plot, place), plot.right(), yAt(plot, place)}
                : QLineF{xAt(plot, place), plot.top(), xAt(plot, place), plot.bottom()};
        };
        if (scale.edge == Qt::BottomEdge)
            painter.drawLine(plot.bottomLeft(), plot.bottomRight());
        else if (scale.edge == Qt::LeftEdge)
            painter.drawLine(plot.topLeft(), plot.bottomLeft());
        else
            painter.drawLine(plot.topRight(), plot.bottomRight());
        for (const Tick &tick : scale.hasGrid ? scale.ticks : QList<Tick>{})
            painter.drawLine(lineAt(tick.place));
    }
    painter.restore();
}

void ChartPanel::paintScale(QPainter &painter, const Scale &scale) const
{
    const QRectF plot{plotRect()};
    const QFontMetricsF metrics{painter.font()};
    const double height = metrics.height();
    // The minimum distance of labels, as a share of the edge.
    double needed = isVertical(scale.edge) ? 0.9 * height / plot.height() : 0;
    if (!isVertical(scale.edge)) {
        for (const Tick &tick : scale.ticks)
            needed = std::max(needed, (metrics.horizontalAdvance(tick.label) + 6) / plot.width());
    }
    QList<Tick> labeled;
    std::ranges::copy_if(scale.ticks, std::back_inserter(labeled),
                         [](const Tick &tick) { return !tick.label.isEmpty(); });
    if (labeled.isEmpty())
        return;
    const auto gaps = static_cast<double>(std::max<qsizetype>(labeled.size() - 1, 1));
    const double pitch = (labeled.last().place - labeled.first().place) / gaps;
    const auto every = pitch > 0 ? std::max(1, static_cast<int>(std::ceil(needed / pitch))) : 1;
    painter.setPen(scale.color);
    for (qsizetype i = 0; i < labeled.size(); i += every) {
        const auto &[place, label] = labeled[i];
        const double y = yAt(plot, place) - height / 2;
        if (scale.edge == Qt::LeftEdge) {
            painter.drawText(QRectF{0, y, plot.left() - 6, height},
                             Qt::AlignRight | Qt::AlignVCenter, label);
        } else if (scale.edge == Qt::RightEdge) {
            painter.drawText(QRectF{plot.right() + 6, y, width() - plot.right() - 8, height},
                             Qt::AlignLeft | Qt::AlignVCenter, label);
        } else {
            const double width = metrics.horizontalAdvance(label) + 1;
            painter.drawText(QRectF{xAt(plot, place) - width / 2, plot.bottom() + 5, width, height},
                             Qt::AlignCenter, label);
        }
    }
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    const Scene scene = sceneFor(shade());
    QPainter painter{this};
    painter.fillRect(rect(), scene.background);
    const int top = 2;
    const int height = headlineHeight() - top;

    // Notes are placed from the right, so that the last one does not move when another changes its
    // width.
    int right = width() - Side;
    painter.setFont(font());
    for (auto note = m_notes.rbegin(); note != m_notes.rend(); ++note) {
        const int textWidth = painter.fontMetrics().horizontalAdvance(note->text);
        painter.setPen(note->color);
        painter.drawText(QRect{right - textWidth, top, textWidth + 1, height}, Qt::AlignVCenter,
                         note->text);
        right -= textWidth + 14;
    }
    painter.setFont(boldFont(font(), QFont::DemiBold));
    painter.setPen(scene.text);
    const int available = right - Side;
    const QString title = painter.fontMetrics().elidedText(m_title, Qt::ElideRight, available);
    painter.drawText(QRect{Side, top, available, height}, Qt::AlignVCenter, title);
    const int end = Side + painter.fontMetrics().horizontalAdvance(title) + 14;
    painter.setFont(font());
    paintHeadline(painter, QRect{end, top, right - end, height});
    painter.setFont(labelFont());
    for (const Scale &scale : scales(scene))
        paintScale(painter, scale);
    paintLabels(painter, scene);
}

void ChartPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePlot();
}

void ChartPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void ChartPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        colorize();
}

void ChartPanel::colorize()
{
    const Scene scene = sceneFor(shade());
    m_view->setBackgroundBrush(scene.background);
    applyColors(scene);
    refresh();
    updateScales();
}

} // namespace cownscope::ui

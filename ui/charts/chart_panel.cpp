// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_panel.h"

#include <QAbstractAxis>
#include <QAbstractItemModel>
#include <QChartView>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QPainter>

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr int Side = 10;    // between the panel's edge and its headline
constexpr int Overhang = 3; // of the chart around the plot, so that lines at its edge are whole

} // namespace

ChartPanel::ChartPanel(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
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
    m_view->setMinimumSize(0, 0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

int ChartPanel::headlineHeight() const
{
    return fontMetrics().height() + 10;
}

QFont ChartPanel::labelFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.82);
    return small;
}

bool ChartPanel::canBeSeen() const
{
    return isVisible() && !visibleRegion().isEmpty();
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

void ChartPanel::paintRows(QPainter &painter, const Scene &scene, const QAbstractItemModel &model,
                           Qt::Orientation headers, const QStringList &values) const
{
    const QRect plot = plotRect();
    const int count = headers == Qt::Vertical ? model.rowCount() : model.columnCount();
    const int pitch = plot.height() / std::max(count, 1);
    for (int i = 0; i < values.size(); ++i) {
        const QRect row{Side, plot.top() + i * pitch, plot.left() - 18, pitch};
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
    update();
}

void ChartPanel::styleAxis(QAbstractAxis *axis, const QColor &grid)
{
    axis->setLabelsVisible(false);
    axis->setGridLinePen(QPen{grid, 1});
    axis->setLinePen(QPen{grid, 1});
}

void ChartPanel::paintEvent(QPaintEvent *)
{
    const Scene scene = sceneFor(shade());
    QPainter painter{this};
    painter.fillRect(rect(), scene.background);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const int top = 2;
    const int height = headlineHeight() - top;

    // Notes go from the right, so that the last keeps its place when another changes its width.
    int right = width() - Side;
    painter.setFont(font());
    for (auto note = m_notes.rbegin(); note != m_notes.rend(); ++note) {
        const int textWidth = painter.fontMetrics().horizontalAdvance(note->text);
        painter.setPen(note->color);
        painter.drawText(QRect{right - textWidth, top, textWidth + 1, height}, Qt::AlignVCenter,
                         note->text);
        right -= textWidth + 14;
    }
    painter.setFont(bold);
    painter.setPen(scene.text);
    const int room = right - Side;
    const QString title = painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room);
    painter.drawText(QRect{Side, top, room, height}, Qt::AlignVCenter, title);
    const int end = Side + painter.fontMetrics().horizontalAdvance(title) + 14;
    painter.setFont(font());
    paintHeadline(painter, QRect{end, top, right - end, height});
    painter.setFont(labelFont());
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
    update();
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/results_view.h"

#include "ui/results/point_details.h"
#include "ui/results/point_table.h"
#include "ui/results/result_export.h"
#include "ui/results/result_list.h"
#include "ui/results/result_set.h"
#include "ui/results/sweep_chart.h"
#include "ui/transport/transport_chart.h"
#include "ui/transport/transport_view.h"
#include "ui/widgets.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>

namespace cownscope::ui {
namespace {

// Width in pixels that the list, the table and the details need side by side.
constexpr int LeastForThree = 800;

} // namespace

ResultsView::ResultsView(ResultSet *set, QWidget *parent)
    : QWidget(parent)
    , m_set(set)
    , m_all(new QSplitter(Qt::Horizontal))
    , m_pages(new QStackedWidget)
    , m_points(new QSplitter(Qt::Horizontal))
    , m_list(new ResultList(set))
    , m_chart(new SweepChart(set))
    , m_table(new PointTable(set))
    , m_details(new PointDetails(set))
    , m_transports(new TransportView)
    , m_mode(new QComboBox)
    , m_leftOut(new QLabel)
{
    m_points->addWidget(m_table);
    m_points->addWidget(m_details);
    m_points->setStretchFactor(0, 1);
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(makeChartPane());
    right->addWidget(m_points);
    right->setStretchFactor(0, 3);
    right->setStretchFactor(1, 2);
    m_all->addWidget(m_list);
    m_pages->addWidget(right);
    m_pages->addWidget(m_transports);
    m_all->addWidget(m_pages);
    m_all->setStretchFactor(1, 1);
    for (QSplitter *splitter : {m_points, right, m_all}) {
        splitter->setChildrenCollapsible(false);
        splitter->setHandleWidth(3);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_all);
    arrange(false);

    connect(m_list, &ResultList::openRequested, this, &ResultsView::openRequested);
    connect(m_list, &ResultList::saveRequested, this, &ResultsView::saveRequested);
    connect(m_list, &ResultList::closeRequested, this, &ResultsView::closeRequested);
    connect(m_list, &ResultList::compareRequested, this, &ResultsView::compareRequested);
    connect(m_list, &ResultList::selectedChanged, m_chart, &SweepChart::setSelectedResult);
    connect(m_list, &ResultList::selectedChanged, m_table, &PointTable::showResult);
    connect(m_list, &ResultList::selectedChanged, this, &ResultsView::showSelected);
    connect(m_table, &PointTable::currentPointChanged, this, &ResultsView::selectPoint);
    connect(m_chart, &SweepChart::pointChosen, m_table, &PointTable::setCurrentPoint);
    connect(m_chart, &SweepChart::plotChanged, this, &ResultsView::plotChanged);
    connect(m_mode, &QComboBox::currentIndexChanged, this,
            [this] { m_chart->setMode(static_cast<PlotMode>(m_mode->currentData().toInt())); });
    if (!set->results().empty())
        m_list->select(set->results().back().id);
    plotChanged();
}

QWidget *ResultsView::makeChartPane()
{
    m_mode->addItem(tr("Throughput"), static_cast<int>(PlotMode::Throughput));
    m_mode->addItem(tr("Speedup"), static_cast<int>(PlotMode::Speedup));
    m_mode->addItem(tr("Efficiency"), static_cast<int>(PlotMode::Efficiency));
    m_mode->setAccessibleName(tr("What the chart shows"));
    m_mode->setToolTip(tr("Speedup and efficiency are available for sweeps over workers"));
    m_leftOut->setTextFormat(Qt::PlainText);
    m_leftOut->setWordWrap(true);
    m_leftOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(10, 4, 10, 4);
    bar->setSpacing(10);
    bar->addWidget(m_mode);
    bar->addWidget(m_leftOut, 1);
    auto *pane = new QWidget;
    auto *column = columnIn(pane, {m_chart});
    column->insertLayout(0, bar);
    return pane;
}

void ResultsView::arrange(bool narrow)
{
    m_narrow = narrow;
    m_points->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    m_points->setStretchFactor(1, narrow ? 1 : 0); // otherwise only the table would shrink
    m_points->setSizes(narrow ? QList{1000, 600} : QList{740, 260});
    m_all->setSizes(narrow ? QList{140, 400} : QList{180, 1000});
}

void ResultsView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (const bool narrow = width() < LeastForThree; narrow != m_narrow)
        arrange(narrow);
}

int ResultsView::selectedResult() const
{
    return m_list->selected();
}

void ResultsView::selectResult(int id)
{
    m_list->select(id);
}

void ResultsView::setMode(PlotMode mode)
{
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(mode)));
}

bool ResultsView::areTransportsShown() const
{
    return m_pages->currentWidget() == m_transports;
}

void ResultsView::showSelected()
{
    const OpenResult *result = m_set->find(selectedResult());
    m_transports->show(result ? result->transports : nullptr);
    m_pages->setCurrentIndex(result && result->transports ? 1 : 0);
}

QWidget *ResultsView::chartWidget()
{
    return areTransportsShown() ? static_cast<QWidget *>(m_transports->chart()) : m_chart;
}

void ResultsView::selectPoint(const PointId &place)
{
    m_details->setPlace(place);
    m_chart->setCurrentPoint(place);
    m_list->select(place.result);
}

void ResultsView::plotChanged()
{
    m_mode->setEnabled(m_chart->plot().hasSpeedup);
    m_leftOut->setText(m_chart->plot().leftOut);
}

Outcome ResultsView::exportTo(const QString &path)
{
    m_chart->bringUpToDate();
    const auto &results = m_set->results();
    const OpenResult *result = m_set->find(selectedResult());
    if (!result && results.size() == 1)
        result = &results.front();
    return exportResults({.result = result,
                          .table = areTransportsShown() ? m_transports->table() : m_table->shown(),
                          .chart = chartWidget()},
                         path);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_chart.h"

#include "ui/style/quantity_text.h"
#include "ui/style/worker_color.h"
#include "ui/style/worker_key.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QHorizontalPercentBarSeries>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>

namespace cownscope::ui {
namespace {

// Bars are listed from the bottom up.
int counterOfBar(int bar)
{
    return WorkerCountersModel::CounterCount - 1 - bar;
}

} // namespace

WorkerChart::WorkerChart(const QString &title, const WorkerCountersModel *model, QWidget *parent)
    : ChartPanel(title, parent)
    , m_model(model)
    , m_series(new QHorizontalPercentBarSeries)
    , m_counters(new QBarCategoryAxis)
    , m_share(new QValueAxis)
{
    m_series->setBarWidth(0.66);
    chart()->addSeries(m_series);
    m_share->setRange(0, 100);
    m_share->setTickCount(5);
    for (int bar = 0; bar < WorkerCountersModel::CounterCount; ++bar)
        m_counters->append(m_model->headerData(counterOfBar(bar), Qt::Horizontal).toString());
    chart()->addAxis(m_share, Qt::AlignBottom);
    chart()->addAxis(m_counters, Qt::AlignLeft);
    m_series->attachAxis(m_share);
    m_series->attachAxis(m_counters);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &WorkerChart::modelChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &WorkerChart::modelReset);
    rebuildBars();
    colorize();
}

void WorkerChart::rebuildBars()
{
    m_series->clear();
    for (int worker = 0; worker < m_model->rowCount(); ++worker) {
        auto *bars = new QBarSet{QString::number(worker)};
        for (int bar = 0; bar < WorkerCountersModel::CounterCount; ++bar)
            bars->append(0);
        m_series->append(bars);
    }
}

void WorkerChart::modelReset()
{
    rebuildBars();
    colorize();
}

void WorkerChart::modelChanged()
{
    if (canBeSeen())
        refresh();
}

void WorkerChart::refresh()
{
    if (m_ticks++ % 3 != 0) // ten times a second would flicker
        return;
    const QList<QBarSet *> workers = m_series->barSets();
    for (int worker = 0; worker < workers.size(); ++worker) {
        for (int bar = 0; bar < WorkerCountersModel::CounterCount; ++bar) {
            const QModelIndex cell = m_model->index(worker, counterOfBar(bar));
            const double rate = m_model->data(cell, Qt::EditRole).toDouble();
            if (workers[worker]->at(bar) != rate)
                workers[worker]->replace(bar, rate);
        }
    }
    relabel();
}

void WorkerChart::relabel()
{
    QStringList totals;
    for (int counter = 0; counter < WorkerCountersModel::CounterCount; ++counter) {
        double sum = 0;
        for (int worker = 0; worker < m_model->rowCount(); ++worker)
            sum += m_model->data(m_model->index(worker, counter), Qt::EditRole).toDouble();
        totals.append(siText(sum) + QStringLiteral("/s"));
    }
    if (totals == m_totals)
        return;
    m_totals = totals;
    updateLabels();
}

void WorkerChart::paintLabels(QPainter &painter, const Scene &scene)
{
    const QRect plot = plotRect();
    const int height = painter.fontMetrics().height();
    paintRows(painter, scene, *m_model, Qt::Horizontal, m_totals);
    painter.setPen(scene.faintText);
    const int step = plot.width() > 110 ? 50 : 100;
    for (int percent = 0; percent <= 100; percent += step) {
        const QString text = tr("%1 %").arg(percent);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        const int x = plot.left() + plot.width() * percent / 100 - width / 2;
        painter.drawText(
            QRect{std::min(x, plot.right() + 12 - width), plot.bottom() + 4, width + 1, height},
            Qt::AlignCenter, text);
    }
}

void WorkerChart::applyColors(const Scene &scene)
{
    styleAxis(m_share, scene.grid);
    styleAxis(m_counters, scene.grid);
    const QFontMetrics metrics{labelFont()};
    setGutters({.left = metrics.horizontalAdvance(QStringLiteral("Failed steals 8.88 M/s")) + 30});
    m_counters->setGridLineVisible(false);
    const QList<QBarSet *> workers = m_series->barSets();
    for (int worker = 0; worker < workers.size(); ++worker) {
        workers[worker]->setBrush(workerBrush(static_cast<unsigned>(worker), shade()));
        workers[worker]->setPen(QPen{scene.background, 1});
    }
    m_ticks = 0;
}

void WorkerChart::paintHeadline(QPainter &painter, const QRect &area)
{
    WorkerKey{area, static_cast<unsigned>(m_model->rowCount()), font()}.paint(painter, shade());
}

} // namespace cownscope::ui

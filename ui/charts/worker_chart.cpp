// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_chart.h"

#include "ui/style/quantity_text.h"
#include "ui/style/worker_color.h"
#include "ui/style/worker_key.h"

#include <QBarSet>
#include <QHelpEvent>
#include <QHorizontalPercentBarSeries>
#include <QPainter>
#include <QToolTip>

namespace cownscope::ui {
namespace {

// Bars are numbered from the bottom up.
int counterOfBar(int bar)
{
    return WorkerCountersModel::CounterCount - 1 - bar;
}

QString percentText(int percent)
{
    return WorkerChart::tr("%1 %").arg(percent);
}

} // namespace

WorkerChart::WorkerChart(const QString &title, const WorkerCountersModel *model, QWidget *parent)
    : ChartPanel(title, parent)
    , m_model(model)
    , m_series(new QHorizontalPercentBarSeries)
{
    QStringList counters;
    for (int bar = 0; bar < WorkerCountersModel::CounterCount; ++bar)
        counters.append(m_model->headerData(counterOfBar(bar), Qt::Horizontal).toString());
    addBars(m_series, counters);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &WorkerChart::refreshIfSeen);
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

void WorkerChart::refresh()
{
    if (m_ticks++ % 3 != 0) // ten times a second would flicker
        return;
    const QList<QBarSet *> workers = m_series->barSets();
    for (int worker = 0; worker < workers.size(); ++worker) {
        for (int bar = 0; bar < WorkerCountersModel::CounterCount; ++bar) {
            const double now = rate(worker, counterOfBar(bar));
            if (workers[worker]->at(bar) != now)
                workers[worker]->replace(bar, now);
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
            sum += rate(worker, counter);
        totals.append(siText(sum) + QStringLiteral("/s"));
    }
    if (totals == m_totals)
        return;
    m_totals = totals;
    updateLabels();
}

QList<ChartPanel::Scale> WorkerChart::scales(const Scene &scene) const
{
    QStringList shares;
    for (int percent = 0; percent <= 100; percent += 25)
        shares.append(percent % 50 == 0 ? percentText(percent) : QString{});
    return {{Qt::BottomEdge, evenTicks(shares), scene.faintText}, {Qt::LeftEdge, {}, {}}};
}

void WorkerChart::paintLabels(QPainter &painter, const Scene &scene)
{
    paintRows(painter, scene, *m_model, Qt::Horizontal, m_totals);
}

void WorkerChart::applyColors(const Scene &scene)
{
    const QFontMetrics metrics{labelFont()};
    setGutters({.left = metrics.horizontalAdvance(QStringLiteral("Failed steals 8.88 M/s")) + 30,
                .right = metrics.horizontalAdvance(percentText(100)) / 2 + 4});
    const QList<QBarSet *> workers = m_series->barSets();
    for (int worker = 0; worker < workers.size(); ++worker) {
        workers[worker]->setBrush(workerBrush(static_cast<unsigned>(worker), shade()));
        workers[worker]->setPen(QPen{scene.background, 1});
    }
    m_ticks = 0;
}

void WorkerChart::paintHeadline(QPainter &painter, const QRect &area)
{
    m_keyArea = area;
    WorkerKey{area, static_cast<unsigned>(m_model->rowCount()), font()}.paint(painter, shade());
}

std::optional<int> WorkerChart::workerAt(const QPoint &position) const
{
    if (m_keyArea.contains(position)) {
        const auto workers = static_cast<unsigned>(m_model->rowCount());
        const auto worker = WorkerKey{m_keyArea, workers, font()}.workerAt(position);
        return worker ? std::optional{static_cast<int>(*worker)} : std::nullopt;
    }
    const int counter = counterAt(position);
    if (counter < 0)
        return {};
    const QRectF plot{plotRect()};
    double sum = 0;
    for (int worker = 0; worker < m_model->rowCount(); ++worker)
        sum += rate(worker, counter);
    double before = 0;
    for (int worker = 0; worker < m_model->rowCount(); ++worker) {
        before += rate(worker, counter);
        if (sum > 0 && position.x() < plot.left() + plot.width() * before / sum)
            return worker;
    }
    return {};
}

int WorkerChart::counterAt(const QPoint &position) const
{
    const QRect plot = plotRect();
    if (!plot.contains(position))
        return -1;
    return (position.y() - plot.top()) * WorkerCountersModel::CounterCount / plot.height();
}

double WorkerChart::rate(int worker, int counter) const
{
    return m_model->data(m_model->index(worker, counter), Qt::EditRole).toDouble();
}

bool WorkerChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return ChartPanel::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const std::optional<int> worker = workerAt(help->pos());
    if (!worker)
        return ChartPanel::event(event);
    QString text = m_model->headerData(*worker, Qt::Vertical).toString();
    if (const int counter = counterAt(help->pos()); counter >= 0)
        text = tr("%1: %2 %3")
                   .arg(text, m_model->headerData(counter, Qt::Horizontal).toString(),
                        m_model->data(m_model->index(*worker, counter)).toString());
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace cownscope::ui

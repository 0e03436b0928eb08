// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/live_charts.h"

#include "ui/charts/chart_board.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/worker_chart.h"
#include "ui/simulation/sampler.h"
#include "ui/widgets.h"

#include <algorithm>
#include <stdexcept>

namespace cownscope::ui {
namespace {

// The sentence, followed by a line that explains each counter.
QString explained(QString sentence, const QAbstractItemModel &counters)
{
    for (int column = 0; column < counters.columnCount(); ++column) {
        const auto header = [&](int role) {
            return counters.headerData(column, Qt::Horizontal, role).toString();
        };
        sentence +=
            QStringLiteral("\n%1: %2").arg(header(Qt::DisplayRole), header(Qt::ToolTipRole));
    }
    return sentence;
}

} // namespace

LiveCharts::LiveCharts(const Sampler *sampler, const std::vector<const LiveQuantity *> &own,
                       QObject *parent)
    : QObject(parent)
    , m_sampler(sampler)
{
    for (const LiveQuantity &quantity : commonQuantities())
        addQuantity(&quantity);
    for (const LiveQuantity *quantity : own)
        addQuantity(quantity);
    for (Chart &chart : m_charts)
        chart.model = std::make_unique<TimeChartModel>(chart.quantities.size());
    connect(sampler, &Sampler::sampled, this, &LiveCharts::takeSample);
    connect(sampler, &Sampler::conditionsChanged, this, [this] {
        for (const Chart &chart : m_charts)
            chart.model->beginSection();
    });
    connect(sampler, &Sampler::cleared, this, [this] {
        for (const Chart &chart : m_charts)
            chart.model->clear();
    });
    takeWorkers();
}

LiveCharts::~LiveCharts() = default;

void LiveCharts::addQuantity(const LiveQuantity *quantity)
{
    if (!quantity->curve)
        return;
    const auto same = std::ranges::find_if(m_charts, [&](const Chart &chart) {
        return chart.quantities.front()->title == quantity->title;
    });
    if (same != m_charts.end())
        same->quantities.push_back(quantity);
    else
        m_charts.push_back({{quantity}, nullptr});
}

LiveCharts::Curve LiveCharts::curve(std::string_view name) const
{
    for (const Chart &chart : m_charts) {
        for (std::size_t i = 0; i < chart.quantities.size(); ++i) {
            if (chart.quantities[i]->name == name)
                return {chart.model.get(), i};
        }
    }
    throw std::logic_error("no chart shows " + std::string{name});
}

bool LiveCharts::applies(const Chart &chart) const
{
    return std::ranges::find(m_sampler->quantities(), chart.quantities.front())
        != m_sampler->quantities().end();
}

void LiveCharts::takeSample()
{
    for (const Chart &chart : m_charts) {
        if (!applies(chart))
            continue;
        std::vector<double> values;
        for (const LiveQuantity *quantity : chart.quantities)
            values.push_back(m_sampler->value(quantity->name).value_or(0) * quantity->curve->scale);
        chart.model->append(values);
    }
    takeWorkers();
}

void LiveCharts::takeWorkers()
{
    const std::vector<double> &flat = m_sampler->lastSecond().workers;
    constexpr std::size_t Counters = WorkerCountersModel::CounterCount;
    static_assert(Counters == Sampler::WorkerCounterCount);
    std::vector<WorkerCountersModel::Rates> rates(flat.size() / Counters);
    for (std::size_t i = 0; i < flat.size(); ++i)
        rates[i / Counters][i % Counters] = flat[i];
    m_workers.setRates(std::move(rates));
}

QWidget *LiveCharts::makeChart(const Chart &chart) const
{
    std::vector<TimeCurve> curves;
    for (const LiveQuantity *quantity : chart.quantities)
        curves.push_back({quantity->curve->color, quantity->curve->smallestTop,
                          quantity->curve->axisText, quantity->curve->valueText});
    const LiveQuantity &first = *chart.quantities.front();
    auto *widget = new TimeChart{first.title, chart.model.get(), std::move(curves)};
    widget->setToolTip(first.explanation);
    widget->setVisible(applies(chart));
    connect(m_sampler, &Sampler::cleared, widget,
            [this, widget, &chart] { widget->setVisible(applies(chart)); });
    return widget;
}

QWidget *LiveCharts::makeBoard(const QList<QWidget *> &more, QWidget *parent) const
{
    auto *workers = new WorkerChart{tr("By worker"), &m_workers};
    workers->setToolTip(explained(tr("The work of each worker over the last second. Each bar shows "
                                     "one counter, divided by worker."),
                                  m_workers));
    QList<QWidget *> panels;
    for (const Chart &chart : m_charts) {
        // Charts of the workers come before those of the main thread.
        if (chart.quantities.front()->name == "pinned_depth")
            panels += QList<QWidget *>{workers} + more;
        panels.append(makeChart(chart));
    }
    auto *area = new QScrollArea{parent};
    area->setAccessibleName(tr("Charts"));
    area->setMinimumHeight(ChartBoard::LeastPanelHeight + 2); // one full row
    scrollVertically(area, new ChartBoard{panels});
    return area;
}

} // namespace cownscope::ui

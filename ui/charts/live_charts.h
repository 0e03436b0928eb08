// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart_model.h"
#include "ui/charts/worker_counters_model.h"
#include "ui/simulation/live_quantity.h"

#include <QObject>

#include <memory>
#include <string_view>
#include <vector>

class QWidget;

namespace cownscope::ui {

class Sampler;

// The models of all live charts, fed by a sampler: a curve for each quantity that is drawn, and the
// counters of the workers.
class LiveCharts : public QObject
{
    Q_OBJECT

public:
    // The sampler must outlive this object. `own` lists the quantities of single workloads; their
    // charts are shown while that workload runs.
    LiveCharts(const Sampler *sampler, const std::vector<const LiveQuantity *> &own,
               QObject *parent = nullptr);
    ~LiveCharts() override;

    // The model of the quantity with this name, and its index there. Throws std::logic_error if
    // there is none.
    struct Curve
    {
        const TimeChartModel *model;
        std::size_t index;
        const History &history() const { return model->history(index); }
    };
    Curve curve(std::string_view name) const;
    const WorkerCountersModel *workers() const { return &m_workers; }

    // Creates a scrollable board with all charts. The panels in `more` are placed after the chart
    // of the workers.
    QWidget *makeBoard(const QList<QWidget *> &more, QWidget *parent) const;

private:
    // One chart for all quantities with the same title.
    struct Chart
    {
        std::vector<const LiveQuantity *> quantities;
        std::unique_ptr<TimeChartModel> model;
    };
    void addQuantity(const LiveQuantity *quantity);
    QWidget *makeChart(const Chart &chart) const;
    bool applies(const Chart &chart) const;
    void takeSample();
    void takeWorkers();

    const Sampler *m_sampler;
    std::vector<Chart> m_charts;
    WorkerCountersModel m_workers;
};

} // namespace cownscope::ui

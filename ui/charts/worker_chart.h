// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/charts/worker_counters_model.h"

#include <optional>

class QHorizontalPercentBarSeries;

namespace cownscope::ui {

// Shows the share of each worker in each counter: one stacked bar per counter. All bars have full
// length, since the counters differ by orders of magnitude; the total is written beside the bar.
class WorkerChart : public ChartPanel
{
    Q_OBJECT

public:
    // The model must outlive the chart.
    WorkerChart(const QString &title, const WorkerCountersModel *model, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    void paintHeadline(QPainter &painter, const QRect &area) override;
    QList<Scale> scales(const Scene &scene) const override;
    void paintLabels(QPainter &painter, const Scene &scene) override;

    bool event(QEvent *event) override;

private:
    std::optional<int>
    workerAt(const QPoint &position) const;      // at a part of a bar or in the key in the headline
    int counterAt(const QPoint &position) const; // -1 outside of the bars
    double rate(int worker, int counter) const;
    void modelReset();
    void rebuildBars();
    void relabel();

    const WorkerCountersModel *m_model;
    QHorizontalPercentBarSeries *m_series;
    QStringList m_totals; // a text for each counter
    QRect m_keyArea;      // of the key in the headline
    int m_ticks = 0;
};

} // namespace cownscope::ui

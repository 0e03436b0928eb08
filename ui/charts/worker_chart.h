// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/charts/worker_counters_model.h"

#include <optional>

class QBarCategoryAxis;
class QHorizontalPercentBarSeries;
class QValueAxis;

namespace cownscope::ui {

// Which worker did how much of what: a bar for each counter, stacked by worker and as long as the
// whole, since the counters differ by orders of magnitude; how much the whole is stands beside it.
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
    workerAt(const QPoint &position) const;      // in the headline, or a part of a bar
    int counterAt(const QPoint &position) const; // -1 beside the bars
    double rate(int worker, int counter) const;
    void modelChanged();
    void modelReset();
    void rebuildBars();
    void relabel();

    const WorkerCountersModel *m_model;
    QHorizontalPercentBarSeries *m_series;
    QBarCategoryAxis *m_counters;
    QValueAxis *m_share;
    QStringList m_totals; // a text for each counter
    QRect m_keyArea;      // of the workers' colors
    int m_ticks = 0;
};

} // namespace cownscope::ui

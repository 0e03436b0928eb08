// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/workloads/boids/step_split_model.h"

#include <QTimer>

class QHorizontalStackedBarSeries;

namespace cownscope::ui {

// Shows the parts of the time of a step as bars, relative to the whole step.
class StepChart : public ChartPanel
{
    Q_OBJECT

public:
    // The model must outlive the chart.
    StepChart(const QString &title, const StepSplitModel *model, QWidget *parent = nullptr);

protected:
    void refresh() override;
    void applyColors(const Scene &scene) override;
    QList<Scale> scales(const Scene &scene) const override;
    void paintLabels(QPainter &painter, const Scene &scene) override;

private:
    void modelChanged();

    const StepSplitModel *m_model;
    QHorizontalStackedBarSeries *m_series; // one set per part, with a value only in its own row
    QStringList m_values;
    QTimer m_due; // delays the next refresh
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart_panel.h"
#include "ui/workloads/boids/step_split_model.h"

#include <QTimer>

class QBarCategoryAxis;
class QHorizontalStackedBarSeries;
class QValueAxis;

namespace cownscope::ui {

// The parts of a step, a bar for each: as long as the part is of the whole step.
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
    QHorizontalStackedBarSeries *m_series; // a set for each part, with a value in its own row only
    QBarCategoryAxis *m_parts;
    QValueAxis *m_share;
    QStringList m_values;
    QTimer m_due; // when it shows what has changed since
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/time_chart_model.h"
#include "ui/simulation/rate_window.h"
#include "ui/sweeps/sweep_runner.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace cownscope::ui {

class Notice;
class WorkerRates;

// Shows a running sweep: its progress, the current point and the live throughput.
class SweepMonitor : public QWidget
{
    Q_OBJECT

public:
    // The runner must outlive it.
    explicit SweepMonitor(SweepRunner *runner, QWidget *parent = nullptr);

    const QStringList &warnings() const { return m_warnings; } // of the last sweep

protected:
    void showEvent(QShowEvent *event) override;

private:
    void begin();
    void beginRun(const lab::RunPlace &place);
    void read(const lab::LiveReport &report);
    void warn(const QString &sentence);
    void tick();
    void showProgress();

    SweepRunner *m_runner;
    QLabel *m_plan;
    QProgressBar *m_progress;
    QLabel *m_left;
    QLabel *m_point;
    QLabel *m_phase;
    QLabel *m_throughput;
    WorkerRates *m_workers;
    Notice *m_notice;
    QPushButton *m_stop;
    TimeChartModel m_history{1};
    RateWindow m_rates{5}; // units first, then the behaviors of each worker
    QTimer m_timer;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceReport;
    int m_ticks = 0;
    std::optional<double> m_rate; // recent units per second; nothing between two runs
    std::vector<double> m_workerRates;
    double m_share = 0; // completed share of the current run
    QString m_unit;
    QStringList m_warnings;
};

} // namespace cownscope::ui

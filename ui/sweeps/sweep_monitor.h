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

// What a sweep is doing: how far it is, which point runs, and how fast, as it happens.
class SweepMonitor : public QWidget
{
    Q_OBJECT

public:
    // The runner must outlive it.
    explicit SweepMonitor(SweepRunner *runner, QWidget *parent = nullptr);

    const QStringList &warnings() const { return m_warnings; } // of the sweep that ran last

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
    RateWindow m_rates{5}; // of units, then of each worker's behaviors
    QTimer m_timer;
    QElapsedTimer m_clock;
    QElapsedTimer m_sinceReport;
    int m_ticks = 0;
    std::optional<double> m_rate; // units a second, lately; nothing between two runs
    std::vector<double> m_workerRates;
    double m_share = 0; // of the run in progress
    QString m_unit;
    QStringList m_warnings;
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/live_quantity.h"
#include "ui/simulation/live_recorder.h"
#include "ui/simulation/live_workload.h"
#include "ui/simulation/rate_window.h"
#include "ui/simulation/simulation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <span>
#include <string_view>

namespace cownscope::ui {

// Reads the simulation's counters ten times a second, tells of the values and keeps what has been
// measured. While the simulation is paused it goes on until everything shows zero, then it sleeps.
class Sampler : public QObject
{
    Q_OBJECT

public:
    // The workloads' own quantities are read, too.
    Sampler(Simulation *simulation, std::vector<LiveWorkload *> workloads,
            QObject *parent = nullptr);

    const Simulation &simulation() const { return *m_simulation; }

    // Of the workload that runs: the common ones and its own.
    const LiveRecorder::Quantities &quantities() const { return m_quantities; }
    // The newest values, one for each quantity; rates are over half a second.
    const std::vector<double> &values() const { return m_values; }
    // The newest value of the quantity of this name; nothing if there is none.
    std::optional<double> value(std::string_view name) const;

    // Over the last second, each a second: the counters of the run, its steps, and of each worker
    // those that `workerCounters` are.
    struct Rates
    {
        std::vector<double> counters;
        double steps = 0;
        std::vector<double> workers; // the counters of the first, then of the next
    };
    const Rates &lastSecond() const { return m_lastSecond; }
    static constexpr std::size_t WorkerCounterCount = 4;
    using WorkerCounters = std::array<std::uint64_t, WorkerCounterCount>;
    static WorkerCounters workerCounters(const boc::WorkerStatistics &worker);

    // What has been measured since the start or the last restart().
    lab::Document document() const;
    void restart();

Q_SIGNALS:
    void sampled();
    void conditionsChanged(); // what is sampled from now on was measured under other conditions
    void cleared();           // what was sampled before has nothing to do with what comes

private:
    void sample();
    void wakeUp();
    void forgetRates();
    void beginSection();
    void endSection();
    void configurationChanged();
    void chooseQuantities();
    std::vector<double> countersOf(const Snapshot &snapshot) const;

    Simulation *m_simulation;
    std::vector<LiveWorkload *> m_workloads;
    LiveRecorder m_recorder;
    LiveRecorder::Quantities m_quantities;
    LiveConfiguration m_sectionConfiguration;
    RateWindow m_rates;
    std::vector<double> m_values;
    Rates m_lastSecond;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_lastTick = 0;
    int m_quietTicks = 0;
    int m_ticksToSection = 0; // of the charts; 0 if none is due
};

} // namespace cownscope::ui

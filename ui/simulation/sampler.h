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

// Samples the counters of the simulation ten times per second, emits a signal for each sample and
// records the measurement. While the simulation is paused, it stops when all rates are zero.
class Sampler : public QObject
{
    Q_OBJECT

public:
    // The quantities of the workloads are sampled as well.
    Sampler(Simulation *simulation, std::vector<LiveWorkload *> workloads,
            QObject *parent = nullptr);

    const Simulation &simulation() const { return *m_simulation; }

    // The common quantities and those of the current workload.
    const LiveRecorder::Quantities &quantities() const { return m_quantities; }
    // The newest values, one per quantity. Rates are averages over half a second.
    const std::vector<double> &values() const { return m_values; }
    // The newest value of the quantity with this name; nothing if there is none.
    std::optional<double> value(std::string_view name) const;

    // Rates over the last second: of the counters of the run, of its steps, and of the
    // workerCounters() of each worker.
    struct Rates
    {
        std::vector<double> counters;
        double steps = 0;
        std::vector<double> workers; // all counters of the first worker, then of the next
    };
    const Rates &lastSecond() const { return m_lastSecond; }
    static constexpr std::size_t WorkerCounterCount = 4;
    using WorkerCounters = std::array<std::uint64_t, WorkerCounterCount>;
    static WorkerCounters workerCounters(const boc::WorkerStatistics &worker);

    // The measurement since the start or the last restart().
    lab::Document document() const { return m_recorder.document(m_simulation->read()); }
    void restart();

Q_SIGNALS:
    void sampled();
    void conditionsChanged(); // values from now on were measured under different conditions
    void cleared();           // all earlier samples are obsolete

private:
    void sample();
    void wakeUp();
    void forgetRates();
    void beginSection();
    void endSection() { m_recorder.end(m_simulation->read()); }
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
    bool m_restartDue = false; // when the new workload runs
    int m_quietTicks = 0;
    int m_ticksToSection = 0; // ticks until conditionsChanged(); 0 if none is due
};

} // namespace cownscope::ui

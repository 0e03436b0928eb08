// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/step_split_model.h"
#include "ui/charts/time_chart_model.h"
#include "ui/charts/worker_counters_model.h"
#include "ui/engine/engine.h"
#include "ui/engine/measurement.h"
#include "ui/engine/rate_window.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>

namespace cownscope::ui {

// Reads the engine's counters ten times a second, feeds the charts' models and keeps what has been
// measured. While the engine is paused it goes on until everything shows zero, then it sleeps.
class Sampler : public QObject
{
    Q_OBJECT

public:
    explicit Sampler(Engine *engine, QObject *parent = nullptr);

    const TimeChartModel *behaviors() const { return &m_behaviors; } // a second
    const TimeChartModel *steps() const { return &m_steps; }         // a second
    const TimeChartModel *frames() const { return &m_frames; }       // a second
    const TimeChartModel *pinned() const { return &m_pinned; }       // depth; age in milliseconds
    const TimeChartModel *pump() const { return &m_pump; }           // percent of the main thread
    const WorkerCountersModel *workers() const { return &m_workers; }
    const StepSplitModel *stepSplit() const { return &m_stepSplit; }

    const Sample &latest() const { return m_latest; }

    // What has been measured since the start or the last restart().
    lab::Document document() const;
    void restart();

Q_SIGNALS:
    void sampled();

private:
    std::array<TimeChartModel *, 5> models()
    {
        return {&m_behaviors, &m_steps, &m_frames, &m_pinned, &m_pump};
    }
    void sample();
    void wakeUp();
    void beginSection();
    void endSection();
    void configurationChanged();
    void readWorkers(double now, const boc::Statistics &statistics);
    void readStepSplit(double now, const Engine::Reading &reading);

    Engine *m_engine;
    Measurement m_measurement;
    Configuration m_sectionConfiguration;
    TimeChartModel m_behaviors{1};
    TimeChartModel m_steps{1};
    TimeChartModel m_frames{1};
    TimeChartModel m_pinned{2};
    TimeChartModel m_pump{1};
    WorkerCountersModel m_workers;
    StepSplitModel m_stepSplit;
    RateWindow m_rates;
    RateWindow m_workerRates;
    RateWindow m_stepRates;
    Sample m_latest;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_lastTick = 0;
    int m_quietTicks = 0;
    int m_ticksToSection = 0; // of the charts; 0 if none is due
};

} // namespace cownscope::ui

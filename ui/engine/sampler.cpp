// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/sampler.h"

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr int CurveIntervals = 5;   // half a second: a slow step rate does not jitter
constexpr std::size_t WorkerIntervals = 10; // the last second
constexpr int QuietTicks = 12;              // of nothing at all, before the sampler sleeps

enum Counter { Behaviors, Steps, BoidUpdates, Frames, PumpSeconds };

double seconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>{duration}.count();
}

} // namespace

Sampler::Sampler(Engine *engine, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_rates(CurveIntervals)
    , m_workerRates(WorkerIntervals)
    , m_stepRates(WorkerIntervals)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(static_cast<int>(TimeChartModel::Interval * 1000));
    connect(&m_timer, &QTimer::timeout, this, &Sampler::sample);
    connect(m_engine, &Engine::stateChanged, this, &Sampler::wakeUp);
    connect(m_engine, &Engine::configurationChanged, this, &Sampler::configurationChanged);
    connect(m_engine, &Engine::aboutToSwitch, this, &Sampler::endSection);
    connect(m_engine, &Engine::workloadChanged, this, &Sampler::beginSection);
    m_clock.start();
    beginSection();
    wakeUp();
}

void Sampler::wakeUp()
{
    m_quietTicks = 0;
    if (m_timer.isActive())
        return;
    // What passed asleep was a pause: the charts go on where they stopped.
    m_rates.clear();
    m_workerRates.clear();
    m_stepRates.clear();
    m_lastTick = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    m_engine->pump().takeRecord();
    m_timer.start();
}

void Sampler::beginSection()
{
    m_rates.clear();
    m_workerRates.clear();
    m_stepRates.clear();
    m_engine->pump().takeRecord();
    m_lastTick = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    m_ticksToSection = 0;
    const bool sameKind = m_sectionConfiguration.workload == m_engine->configuration().workload;
    for (TimeChartModel *model : models()) {
        if (sameKind)
            model->beginSection();
        else
            model->clear(); // the steps of another workload are something else
    }
    m_sectionConfiguration = m_engine->configuration();
    m_measurement.begin(m_sectionConfiguration, m_engine->read());
    m_stepSplit.setApplies(m_sectionConfiguration.workload == WorkloadKind::Boids);
    wakeUp();
}

void Sampler::endSection()
{
    m_measurement.end(m_engine->read());
}

void Sampler::configurationChanged()
{
    // A change that needs a switch begins its section when the new workload runs.
    if (m_engine->isSwitching() || m_sectionConfiguration == m_engine->configuration())
        return;
    const Engine::Reading now = m_engine->read();
    m_measurement.end(now);
    m_sectionConfiguration = m_engine->configuration();
    m_ticksToSection = CurveIntervals + 1; // until then rates reach back to what was before
    m_measurement.begin(m_sectionConfiguration, now);
    wakeUp();
}

void Sampler::restart()
{
    m_measurement.clear();
    for (TimeChartModel *model : models())
        model->clear();
    beginSection();
}

lab::Document Sampler::document() const
{
    return m_measurement.document(m_engine->read());
}

void Sampler::readWorkers(double now, const boc::Statistics &statistics)
{
    std::vector<double> counters;
    counters.reserve(statistics.workers.size() * WorkerCountersModel::CounterCount);
    for (const boc::WorkerStatistics &worker : statistics.workers) {
        for (const std::uint64_t counter :
             {worker.poppedLocal, worker.poppedViaSteal, worker.stealFailures, worker.parked})
            counters.push_back(static_cast<double>(counter));
    }
    m_workerRates.add(now, std::move(counters));
    const std::vector<double> flat = m_workerRates.rates(WorkerIntervals);
    std::vector<WorkerCountersModel::Rates> rates(statistics.workers.size());
    for (std::size_t i = 0; i < flat.size(); ++i)
        rates[i / WorkerCountersModel::CounterCount][i % WorkerCountersModel::CounterCount] =
            flat[i];
    m_workers.setRates(std::move(rates));
}

void Sampler::readStepSplit(double now, const Engine::Reading &reading)
{
    const boids::WorkDone &work = reading.flockWork;
    m_stepRates.add(now,
                    {static_cast<double>(work.forces), static_cast<double>(work.sort),
                     static_cast<double>(work.frames), static_cast<double>(reading.steps)});
    const std::vector<double> rates = m_stepRates.rates(WorkerIntervals);
    StepSplitModel::Seconds seconds{};
    const double steps = rates[3];
    if (work.forces > 0 && steps > 0) {
        const auto workers = static_cast<double>(reading.statistics.workers.size());
        double rest = 1 / steps;
        for (std::size_t part = 0; part < StepSplitModel::Rest; ++part) {
            // What lasts longer than a step is counted when it ends, and may be more than passed.
            seconds[part] = std::min(rates[part] * 1e-9 / (workers * steps), rest);
            rest -= seconds[part];
        }
        seconds[StepSplitModel::Rest] = rest;
    }
    m_stepSplit.setSeconds(seconds);
}

void Sampler::sample()
{
    const double now = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    const Engine::Reading reading = m_engine->read();
    const PumpRecord pump = m_engine->pump().takeRecord();
    m_rates.add(now,
                {static_cast<double>(reading.statistics.completed),
                 static_cast<double>(reading.steps), static_cast<double>(reading.boidUpdates),
                 static_cast<double>(reading.framesPainted), seconds(reading.statistics.pumpTime)});
    const std::vector<double> rates = m_rates.rates(CurveIntervals);
    m_latest.behaviorsPerSecond = rates[Behaviors];
    m_latest.stepsPerSecond = rates[Steps];
    m_latest.boidUpdatesPerSecond = rates[BoidUpdates];
    m_latest.framesPerSecond = rates[Frames];
    m_latest.pumpShare = rates[PumpSeconds];
    m_latest.pinnedDepth = static_cast<double>(std::max(pump.deepest, reading.pinned.depth));
    m_latest.pinnedAge = std::max(seconds(pump.oldest), seconds(reading.pinned.age));
    if (!m_engine->isPaused() && !m_engine->isSwitching())
        m_measurement.add(m_latest, now - m_lastTick);
    m_lastTick = now;

    readWorkers(now, reading.statistics);
    readStepSplit(now, reading);
    if (!m_rates.isTelling())
        return; // right after a start; a zero would be a lie
    if (m_ticksToSection > 0 && --m_ticksToSection == 0) {
        for (TimeChartModel *model : models())
            model->beginSection();
    }
    m_behaviors.append({m_latest.behaviorsPerSecond});
    m_steps.append({m_latest.stepsPerSecond});
    m_frames.append({m_latest.framesPerSecond});
    m_pinned.append({m_latest.pinnedDepth, m_latest.pinnedAge * 1e3});
    m_pump.append({m_latest.pumpShare * 100});
    Q_EMIT sampled();

    const bool quiet = m_engine->isPaused() && !m_engine->isSwitching()
        && m_latest.behaviorsPerSecond == 0 && m_latest.framesPerSecond == 0;
    m_quietTicks = quiet ? m_quietTicks + 1 : 0;
    if (m_quietTicks >= QuietTicks)
        m_timer.stop();
}

} // namespace cownscope::ui

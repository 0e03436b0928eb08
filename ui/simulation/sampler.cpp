// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/sampler.h"

#include <algorithm>
#include <utility>

namespace cownscope::ui {
namespace {

constexpr std::size_t CurveIntervals = 5; // half a second, so that a slow step rate does not jitter
constexpr std::size_t LongIntervals = 10; // the last second
constexpr int QuietTicks = 12;            // ticks without any activity before the sampler stops

} // namespace

Sampler::Sampler(Simulation *simulation, std::vector<LiveWorkload *> workloads, QObject *parent)
    : QObject(parent)
    , m_simulation(simulation)
    , m_workloads(std::move(workloads))
    , m_sectionConfiguration(simulation->configuration())
    , m_rates(LongIntervals)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(static_cast<int>(SampleInterval * 1000));
    connect(&m_timer, &QTimer::timeout, this, &Sampler::sample);
    connect(m_simulation, &Simulation::stateChanged, this, &Sampler::wakeUp);
    connect(m_simulation, &Simulation::configurationChanged, this, &Sampler::configurationChanged);
    connect(m_simulation, &Simulation::aboutToSwitch, this, &Sampler::endSection);
    connect(m_simulation, &Simulation::workloadChanged, this, &Sampler::beginSection);
    m_clock.start();
    beginSection();
    wakeUp();
}

Sampler::WorkerCounters Sampler::workerCounters(const boc::WorkerStatistics &worker)
{
    return {worker.poppedLocal, worker.poppedViaSteal, worker.stealFailures, worker.parked};
}

void Sampler::chooseQuantities()
{
    m_quantities.clear();
    for (const LiveQuantity &quantity : commonQuantities())
        m_quantities.push_back(&quantity);
    for (const LiveWorkload *live : m_workloads) {
        if (!m_sectionConfiguration.runs(live->workload()))
            continue;
        for (const LiveQuantity &quantity : live->quantities())
            m_quantities.push_back(&quantity);
    }
    m_values.assign(m_quantities.size(), 0);
}

std::optional<double> Sampler::value(std::string_view name) const
{
    const auto found = std::ranges::find(m_quantities, name, &LiveQuantity::name);
    if (found == m_quantities.end())
        return {};
    return m_values[static_cast<std::size_t>(found - m_quantities.begin())];
}

void Sampler::forgetRates()
{
    m_rates.clear();
    m_simulation->takePinnedPeak();
    m_lastTick = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
}

void Sampler::wakeUp()
{
    m_quietTicks = 0;
    if (m_timer.isActive())
        return;
    forgetRates(); // the time without samples was a pause; the charts continue where they stopped
    m_timer.start();
}

void Sampler::beginSection()
{
    forgetRates();
    m_ticksToSection = 0;
    const bool same = !std::exchange(m_restartDue, false)
        && m_sectionConfiguration.runs(m_simulation->configuration().workload());
    m_sectionConfiguration = m_simulation->configuration();
    chooseQuantities();
    if (same)
        Q_EMIT conditionsChanged();
    else
        Q_EMIT cleared(); // steps of different workloads cannot be compared
    m_recorder.begin(m_sectionConfiguration, m_quantities, m_simulation->read());
    wakeUp();
}

void Sampler::configurationChanged()
{
    // If a switch is needed, the section begins when the new workload runs.
    if (m_simulation->isSwitching() || m_sectionConfiguration == m_simulation->configuration())
        return;
    const Simulation::Reading now = m_simulation->read();
    m_recorder.end(now);
    m_sectionConfiguration = m_simulation->configuration();
    m_ticksToSection = CurveIntervals + 1; // until then, rates still include older values
    m_recorder.begin(m_sectionConfiguration, m_quantities, now);
    wakeUp();
}

void Sampler::restart()
{
    m_recorder.clear();
    if (m_simulation->isSwitching()) {
        m_restartDue = true; // until the switch, the counters are those of the old workload
        return;
    }
    Q_EMIT cleared();
    beginSection();
}

// All counters whose rates are computed: first those of the quantities, then those of the run and
// its steps, then those of the workers.
std::vector<double> Sampler::countersOf(const Snapshot &snapshot) const
{
    std::vector<double> counters;
    for (const LiveQuantity *quantity : m_quantities)
        counters.push_back(quantity->read(snapshot));
    for (const std::uint64_t counter : snapshot.reading.counters)
        counters.push_back(static_cast<double>(counter));
    counters.push_back(static_cast<double>(snapshot.reading.steps));
    for (const boc::WorkerStatistics &worker : snapshot.reading.statistics.workers) {
        for (const std::uint64_t counter : workerCounters(worker))
            counters.push_back(static_cast<double>(counter));
    }
    return counters;
}

void Sampler::sample()
{
    const double now = static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    const Snapshot snapshot{m_simulation->read(), m_simulation->takePinnedPeak()};
    m_rates.add(now, countersOf(snapshot));
    const std::vector<double> rates = m_rates.rates(CurveIntervals);
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        const bool isRate = m_quantities[i]->kind == LiveQuantity::Kind::Rate;
        m_values[i] = isRate ? rates[i] : m_quantities[i]->read(snapshot);
    }
    const std::vector<double> lastSecond = m_rates.rates(LongIntervals);
    const auto run = lastSecond.begin() + std::ssize(m_quantities);
    const auto steps = run + std::ssize(snapshot.reading.counters);
    m_lastSecond = {{run, steps}, *steps, {steps + 1, lastSecond.end()}};
    if (!m_simulation->isPaused() && !m_simulation->isSwitching())
        m_recorder.add(m_values, now - m_lastTick);
    m_lastTick = now;

    if (!m_rates.hasRates())
        return; // right after a start there are no rates yet
    if (m_ticksToSection > 0 && --m_ticksToSection == 0)
        Q_EMIT conditionsChanged();
    Q_EMIT sampled();

    const bool quiet = m_simulation->isPaused() && !m_simulation->isSwitching()
        && value("behaviors_per_s") == 0.0 && value("frames_per_s") == 0.0;
    m_quietTicks = quiet ? m_quietTicks + 1 : 0;
    if (m_quietTicks >= QuietTicks)
        m_timer.stop();
}

} // namespace cownscope::ui

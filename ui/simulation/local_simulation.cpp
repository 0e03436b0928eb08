// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/local_simulation.h"

#include "base/attempt.h"
#include "ui/simulation/worker_priority.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <system_error>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

// How long a switch waits for behaviors to end. After that it stops the old runtime; a flock may
// then lose a step.
constexpr qint64 DrainPatience = 400; // ms

} // namespace

std::chrono::milliseconds screenFrameInterval()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const double rate = screen ? std::clamp(screen->refreshRate(), 30.0, 144.0) : 60.0;
    return std::chrono::milliseconds{static_cast<int>(1000.0 / rate)};
}

LocalSimulation::LocalSimulation(const LiveConfiguration &configuration, SimulationPorts ports,
                                 QObject *parent)
    : Simulation(parent)
    , m_configuration(configuration)
    , m_ports(std::move(ports))
    , m_starvation(
          [this] { return m_runtime ? m_runtime->pinnedQueue() : boc::PinnedQueueStatus{}; },
          m_ports.starvation)
    , m_running(&configuration.workload())
{
    if (const Outcome valid = validate(configuration); !valid)
        throw std::invalid_argument{valid.reason()};
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(m_ports.frameInterval > 0ms ? m_ports.frameInterval : screenFrameInterval());
    m_drain.setInterval(5ms);
    connect(&m_tick, &QTimer::timeout, this, &LocalSimulation::tick);
    connect(&m_drain, &QTimer::timeout, this, &LocalSimulation::drained);
    connect(&m_starvation, &StarvationWatch::changed, this, &Simulation::starvationChanged);
    if (const Outcome prepared = prepare(configuration, true); !prepared)
        throw std::runtime_error{prepared.reason()};
    attachNext();
    beginWorkload();
}

LocalSimulation::~LocalSimulation()
{
    m_tick.stop();
    m_drain.stop();
    run()->pause();
    m_runtime->stop();
    m_pump.detach();
    m_runs.clear();
    m_runtime.reset();
}

LiveRun *LocalSimulation::runOf(const lab::Workload &workload) const
{
    const auto found = m_runs.find(&workload);
    return found == m_runs.end() ? nullptr : found->second.get();
}

Outcome LocalSimulation::validate(const LiveConfiguration &configuration) const
{
    return ui::validate(configuration.configuration(), m_ports.workloads);
}

std::unique_ptr<boc::Runtime> LocalSimulation::makeRuntime(unsigned workers)
{
    boc::RuntimeOptions options;
    options.workers = workers;
    options.wakeHook = m_pump.wakeHook();
    options.watchdog = m_starvation.watchdog();
    options.workerBegin = workerBeginHook(workers);
    return std::make_unique<boc::Runtime>(std::move(options));
}

// Whether the existing run of this workload can continue with the configuration.
bool LocalSimulation::canContinue(const lab::Configuration &derived) const
{
    const LiveRun *present = runOf(*derived.workload);
    return present && present->accepts(derived);
}

// Reuses prepared parts that still fit. On failure nothing changes.
Outcome LocalSimulation::prepare(const LiveConfiguration &configuration, bool restart)
{
    const bool many = configuration.workers != 1;
    const std::string threads =
        many ? std::to_string(configuration.workers) + " workers" : std::string{"a worker"};
    Prepared next;
    if (!m_next.runtime || m_next.runtime->workers() != configuration.workers) {
        try {
            next.runtime = makeRuntime(configuration.workers);
        } catch (const std::system_error &error) {
            return Outcome::failure("The system has no more threads for " + threads + " ("
                                    + error.code().message()
                                    + (many ? "). Try fewer workers." : ")."));
        } catch (const std::bad_alloc &) {
            return Outcome::failure("There is not enough memory for " + threads + '.');
        }
    }
    const lab::Workload &workload = configuration.workload();
    bool keepsRun = false;
    try {
        const lab::Configuration derived = lab::derived(configuration.configuration());
        keepsRun = m_next.run && m_next.workload == &workload && m_next.run->accepts(derived);
        if (!keepsRun && (restart || !canContinue(derived)))
            next.run = findLive(m_ports.workloads, workload)->start(derived);
        m_runs.try_emplace(&workload); // an empty entry
    } catch (const std::bad_alloc &) {
        return Outcome::failure("There is not enough memory for this workload. Try smaller sizes.");
    }
    if (next.runtime)
        m_next.runtime = std::move(next.runtime);
    if (!keepsRun) {
        m_next.workload = &workload;
        m_next.run = std::move(next.run);
    }
    return {};
}

// Can be called again after it has thrown std::bad_alloc.
void LocalSimulation::attachNext()
{
    if (m_next.runtime)
        m_runtime = std::move(m_next.runtime); // destroys the old runtime, which is idle
    m_running = &m_configuration.workload();
    if (m_next.run) {
        std::swap(m_runs[m_running], m_next.run);
        // A worker destroys the old run, since freeing many matrices takes a while.
        if (m_next.run)
            m_runtime->when() << [old = std::move(m_next.run)] {};
    }
    m_pump.attach(*m_runtime);
    m_credits = FrameCredits(FramesOnTheirWay); // the view may have changed
    run()->attach(*m_runtime, m_credits);
}

void LocalSimulation::beginWorkload()
{
    Q_EMIT workloadChanged();
    resumeWorkload();
    requestFrame();
}

void LocalSimulation::beginSwitch()
{
    if (m_drain.isActive())
        return;
    m_tick.stop();
    run()->pause();
    m_sinceSwitch.start();
    m_drain.start();
    Q_EMIT stateChanged();
}

void LocalSimulation::drained()
{
    if (m_runtime->inFlight() > 0) {
        if (!m_sinceSwitch.hasExpired(DrainPatience) || m_pump.isPumping())
            return;
        m_runtime->requestStop();
        m_runtime->pump(); // releases pinned behaviors that will not run
        return;
    }
    const Outcome attached = attempt("The workload cannot continue yet", [this] {
        Q_EMIT aboutToSwitch();
        m_pump.detach();
        run()->detach();
        attachNext();
    });
    reportProblem(attached);
    if (!attached)
        return; // the timer calls this function again
    m_drain.stop();
    beginWorkload();
    Q_EMIT stateChanged();
}

void LocalSimulation::resumeWorkload()
{
    if (m_paused || isSwitching())
        return;
    m_pacer.reset();
    m_pacer.setStepsPerSecond(m_configuration.speed().stepsPerSecond);
    run()->resume();
    if (m_configuration.speed().unlimited)
        run()->runFreely();
    m_sinceTick.start();
    m_tick.start();
    stepForFrame();
}

void LocalSimulation::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (paused) {
        m_tick.stop();
        if (!isSwitching()) {
            run()->pause();
            requestFrame(); // shows the state after the pause
        }
    } else {
        resumeWorkload();
    }
    Q_EMIT stateChanged();
}

void LocalSimulation::step()
{
    if (!m_paused || isSwitching())
        return;
    run()->advance(1);
    requestFrame();
}

Outcome LocalSimulation::reset()
{
    bool isRestarted = false;
    Outcome outcome = attempt("The workload cannot be restarted", [&] {
        const lab::Configuration derived = lab::derived(m_configuration.configuration());
        LiveRun *present = runOf(*derived.workload);
        isRestarted = present && present->restart(derived);
        return isRestarted ? Outcome{} : prepare(m_configuration, true);
    });
    if (!outcome)
        return outcome;
    if (!isRestarted) {
        beginSwitch();
        return {};
    }
    Q_EMIT aboutToSwitch(); // its counters continue
    Q_EMIT workloadChanged();
    requestFrame();
    return {};
}

// If one run has accepted the change and another has no memory for it, the next change undoes it.
void LocalSimulation::reconfigure(LiveConfiguration next, const lab::Json &action)
{
    if (LiveRun *run = action.is_null() ? nullptr : runOf(next.workload()))
        run->performAction(action);
    for (const auto &[workload, run] : m_runs) { // including those that are not running
        const lab::Configuration wanted = lab::derived(next.configuration(*workload));
        if (run && run->accepts(wanted) && lab::validate(wanted))
            run->reconfigure(wanted);
    }
    m_configuration = std::move(next);
}

Outcome LocalSimulation::apply(const LiveConfiguration &configuration, const lab::Json &action)
{
    const Speed oldSpeed = m_configuration.speed();
    bool isChanged = false;
    bool needsSwitch = false;
    Outcome outcome = attempt("The change cannot be made", [&]() -> Outcome {
        if (Outcome valid = validate(configuration); !valid)
            return valid;
        if (configuration == m_configuration)
            return {};
        const lab::Configuration derived = lab::derived(configuration.configuration());
        needsSwitch = !configuration.runs(m_configuration.workload())
            || configuration.workers != m_configuration.workers || !canContinue(derived);
        if (needsSwitch) {
            if (Outcome prepared = prepare(configuration, false); !prepared)
                return prepared;
        }
        reconfigure(configuration, action);
        isChanged = true;
        return {};
    });
    if (!isChanged)
        return outcome;
    if (needsSwitch) {
        beginSwitch();
    } else if (!isSwitching()) {
        if (!m_paused && oldSpeed != m_configuration.speed()) {
            run()->pause();
            resumeWorkload();
        }
        requestFrame();
    }
    Q_EMIT configurationChanged();
    return {};
}

void LocalSimulation::performAction(const lab::Workload &workload, const lab::Json &action)
{
    LiveRun *run = runOf(workload);
    if (!run)
        return;
    run->performAction(action);
    if (m_paused)
        requestFrame(); // while paused, no other frame would show the change
}

void LocalSimulation::requestFrame()
{
    if (isSwitching())
        return;
    m_flow.want();
    askForFrame();
}

void LocalSimulation::resumeDrawing()
{
    if (!isSwitching())
        run()->resumeFrames();
    askForFrame();
    stepForFrame();
}

void LocalSimulation::askForFrame()
{
    if (isSwitching()
        || !m_flow.ask({.seen = isSeen(),
                        .space = hasSpace(),
                        .credit = m_credits.left() > 0 && !run()->isFrameWanted()}))
        return;
    m_stepsAskedFor = run()->steps() + run()->outstanding();
    run()->requestFrame();
}

// The view requests a step by drawing the previous one. A frame of the rings does not wait for the
// steps of all chains, so these may be one more step behind.
void LocalSimulation::stepForFrame()
{
    if (m_paused || isSwitching() || !m_configuration.speed().isStepPerFrame())
        return;
    // Another frame of an earlier step may have been drawn meanwhile. With two steps on their way,
    // the frame could leave one out.
    const std::uint64_t mostOutstanding = run()->doFramesAwaitSteps() ? 0 : 1;
    if (!isSeen() || !hasSpace() || m_credits.spent() > 0 || run()->isFrameWanted()
        || run()->outstanding() > mostOutstanding)
        return;
    run()->advance(1);
    requestFrame();
}

// Reports each problem once.
void LocalSimulation::reportProblem(const Outcome &status)
{
    if (std::exchange(m_status, status) != status && !status)
        Q_EMIT problemArose(QString::fromStdString(status.reason()));
}

void LocalSimulation::tick()
{
    reportProblem(run()->status());
    if (m_configuration.speed().isStepPerFrame()) {
        stepForFrame(); // needed when a view becomes visible or a step takes longer than drawing
        return;
    }
    const double elapsed = static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9;
    m_sinceTick.start();
    bool coming = false;
    if (!m_configuration.speed().unlimited) {
        const auto steps = m_pacer.stepsDue(elapsed, run()->outstanding());
        if (steps > 0)
            run()->advance(steps);
        coming = steps > 0;
    }
    if (coming || run()->steps() > m_stepsAskedFor)
        m_flow.offer();
    askForFrame();
}

Simulation::Reading LocalSimulation::read() const
{
    Reading reading;
    reading.statistics = m_runtime->statistics();
    reading.steps = run()->steps();
    reading.units = run()->units().value_or(reading.steps);
    reading.counters = run()->counters();
    reading.framesPainted = m_ports.framesPainted ? m_ports.framesPainted() : 0;
    return reading;
}

Simulation::PinnedPeak LocalSimulation::takePinnedPeak()
{
    const PumpRecord record = m_pump.takeRecord();
    const boc::PinnedQueueStatus now = m_runtime->pinnedQueue();
    return {std::max(record.deepest, now.depth), std::max(record.oldest, now.age)};
}

} // namespace cownscope::ui

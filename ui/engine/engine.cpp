// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/engine.h"

#include "ui/engine/flock_workload.h"
#include "ui/engine/rings_workload.h"
#include "ui/engine/worker_priority.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <system_error>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

// That a switch waits for behaviors to end by themselves; then it stops the old runtime, where a
// flock may lose a step.
constexpr qint64 DrainPatience = 400; // ms

// One frame is made while the last is drawn.
constexpr unsigned FramesOnTheirWay = 2;

std::chrono::milliseconds frameInterval()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    const double rate = screen ? std::clamp(screen->refreshRate(), 30.0, 144.0) : 60.0;
    return std::chrono::milliseconds{static_cast<int>(1000.0 / rate)};
}

} // namespace

Engine::Engine(const Configuration &configuration, ViewPorts ports, QObject *parent)
    : QObject(parent)
    , m_configuration(configuration)
    , m_ports(std::move(ports))
    , m_starvation(
          [this] { return m_runtime ? m_runtime->pinnedQueue() : boc::PinnedQueueStatus{}; })
{
    if (const auto problem = validate(configuration))
        throw std::invalid_argument{*problem};
    m_tick.setTimerType(Qt::PreciseTimer);
    m_tick.setInterval(frameInterval());
    m_drain.setInterval(5ms);
    connect(&m_tick, &QTimer::timeout, this, &Engine::tick);
    connect(&m_drain, &QTimer::timeout, this, &Engine::drained);
    if (const auto problem = prepare(configuration, true))
        throw std::runtime_error{*problem};
    startWorkload();
}

Engine::~Engine()
{
    m_tick.stop();
    m_drain.stop();
    workload()->pause();
    m_runtime->stop();
    m_pump.detach();
    if (m_ports.runtime)
        m_ports.runtime(nullptr);
    m_flock.reset();
    m_rings.reset();
    m_runtime.reset();
}

Workload *Engine::workload() const
{
    return m_running == WorkloadKind::Boids ? static_cast<Workload *>(m_flock.get())
                                            : static_cast<Workload *>(m_rings.get());
}

std::unique_ptr<boc::Runtime> Engine::makeRuntime(unsigned workers)
{
    boc::RuntimeOptions options;
    options.workers = workers;
    options.wakeHook = m_pump.wakeHook();
    options.watchdog = m_starvation.watchdog();
    options.workerBegin = priorityOf(workers);
    return std::make_unique<boc::Runtime>(std::move(options));
}

rings::Options Engine::derivedRings() const
{
    return rings::derived(m_configuration.rings, m_configuration.workers);
}

// What was prepared before and still fits stays; so does all of it if anything cannot be had.
std::optional<std::string> Engine::prepare(const Configuration &configuration, bool restartRings)
{
    const bool many = configuration.workers != 1;
    const std::string threads =
        many ? std::to_string(configuration.workers) + " workers" : std::string{"a worker"};
    Prepared next;
    if (!m_next.runtime || m_next.runtime->workers() != configuration.workers) {
        try {
            next.runtime = makeRuntime(configuration.workers);
        } catch (const std::system_error &error) {
            return "The system does not give this program the threads for " + threads + " ("
                + error.code().message() + (many ? "); with fewer it may." : ").");
        } catch (const std::bad_alloc &) {
            return "There is not enough memory for " + threads + '.';
        }
    }
    bool keepsRings = false;
    try {
        if (configuration.workload == WorkloadKind::Boids) {
            if (!m_flock)
                m_flock = std::make_unique<FlockWorkload>(flockOptions(configuration.flock),
                                                          m_ports.flock);
        } else {
            const rings::Options options =
                rings::derived(configuration.rings, configuration.workers);
            keepsRings = m_next.rings && m_next.rings->options() == options;
            const bool presentGoOn = !restartRings && m_rings && m_rings->options() == options;
            if (!keepsRings && !presentGoOn)
                next.rings = std::make_unique<RingsWorkload>(options, m_ports.rings);
        }
    } catch (const std::bad_alloc &) {
        return "There is not enough memory for this workload; smaller sizes need less.";
    }
    if (next.runtime)
        m_next.runtime = std::move(next.runtime);
    if (!keepsRings)
        m_next.rings = std::move(next.rings);
    return std::nullopt;
}

void Engine::startWorkload()
{
    m_runtime = std::move(m_next.runtime); // the end of the old one, which has nothing to do
    m_running = m_configuration.workload;
    if (m_next.rings) {
        std::swap(m_rings, m_next.rings);
        // A worker lets the old ones go: many matrices take a while.
        if (m_next.rings)
            m_runtime->when() << [old = std::move(m_next.rings)] {};
    }
    m_pump.attach(*m_runtime);
    if (m_ports.runtime)
        m_ports.runtime(m_runtime.get());
    m_credits = FrameCredits(FramesOnTheirWay); // of another view, perhaps
    workload()->attach(*m_runtime, m_credits);
    Q_EMIT workloadChanged();
    resumeWorkload();
    requestFrame();
}

void Engine::beginSwitch()
{
    if (m_drain.isActive())
        return;
    m_tick.stop();
    workload()->pause();
    m_sinceSwitch.start();
    m_drain.start();
    Q_EMIT stateChanged();
}

void Engine::drained()
{
    if (m_runtime->inFlight() > 0) {
        if (!m_sinceSwitch.hasExpired(DrainPatience) || m_pump.isPumping())
            return;
        m_runtime->requestStop();
        m_runtime->pump(); // where what is pinned and will not run is let go
        return;
    }
    m_drain.stop();
    Q_EMIT aboutToSwitch();
    m_pump.detach();
    workload()->detach();
    if (m_ports.runtime)
        m_ports.runtime(nullptr);
    startWorkload();
    Q_EMIT stateChanged();
}

void Engine::resumeWorkload()
{
    if (m_paused || isSwitching())
        return;
    m_pacer.reset();
    m_pacer.setStepsPerSecond(m_configuration.speed().stepsPerSecond);
    workload()->resume();
    if (m_configuration.speed().unlimited)
        workload()->runFreely();
    m_sinceTick.start();
    m_tick.start();
    stepWithPicture();
}

void Engine::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    if (paused) {
        m_tick.stop();
        if (!isSwitching()) {
            workload()->pause();
            requestFrame(); // where it stopped
        }
    } else {
        resumeWorkload();
    }
    Q_EMIT stateChanged();
}

void Engine::step()
{
    if (!m_paused || isSwitching())
        return;
    workload()->advance(1);
    requestFrame();
}

std::optional<std::string> Engine::reset()
{
    if (m_configuration.workload == WorkloadKind::ChainRing) {
        if (auto problem = prepare(m_configuration, true))
            return problem;
        beginSwitch();
        return std::nullopt;
    }
    Q_EMIT aboutToSwitch();
    m_flock->flock().reset(flockOptions(m_configuration.flock));
    Q_EMIT workloadChanged();
    requestFrame();
    return std::nullopt;
}

boids::Options Engine::flockOptions(boids::Options options) const
{
    if (m_pointer && options.influences.size() < boids::maxInfluences)
        options.influences.push_back(*m_pointer);
    return options;
}

void Engine::setPointer(const std::optional<boids::Influence> &pointer)
{
    if (m_pointer == pointer || (pointer && boids::validate(*pointer)))
        return;
    m_pointer = pointer;
    if (!m_flock)
        return;
    m_flock->flock().setInfluences(flockOptions(m_configuration.flock).influences);
    if (m_paused)
        requestFrame(); // nothing else would show it
}

void Engine::applyToFlock(const boids::Options &old, const std::optional<boids::Disk> &birthplace)
{
    boids::Flock &flock = m_flock->flock();
    const boids::Options &now = m_configuration.flock;
    if (old.parameters != now.parameters)
        flock.setParameters(now.parameters);
    if (old.second != now.second)
        flock.setSecondSpecies(now.second);
    if (old.influences != now.influences)
        flock.setInfluences(flockOptions(m_configuration.flock).influences);
    if (old.boids != now.boids)
        flock.setBoids(now.boids, birthplace);
}

std::optional<std::string> Engine::addBoids(std::uint32_t count, const boids::Disk &place)
{
    Configuration configuration = m_configuration;
    const std::uint32_t room = boids::maxBoids - configuration.flock.boids;
    if (count > room)
        return "There can be no more than " + std::to_string(boids::maxBoids) + " boids.";
    configuration.flock.boids += count;
    return apply(configuration, place);
}

std::optional<std::string> Engine::apply(const Configuration &configuration)
{
    return apply(configuration, {});
}

std::optional<std::string> Engine::apply(const Configuration &configuration,
                                         const std::optional<boids::Disk> &birthplace)
{
    if (auto problem = validate(configuration))
        return problem;
    if (configuration == m_configuration)
        return std::nullopt;
    const bool ringsChanged = configuration.workload == WorkloadKind::ChainRing
        && derivedRings() != rings::derived(configuration.rings, configuration.workers);
    const bool needsSwitch = configuration.workload != m_configuration.workload
        || configuration.workers != m_configuration.workers || ringsChanged;
    if (needsSwitch) {
        if (auto problem = prepare(configuration, false))
            return problem;
    }

    const Configuration old = std::exchange(m_configuration, configuration);
    if (m_flock) // also while the rings run: the flock keeps its wishes
        applyToFlock(old.flock, birthplace);
    if (needsSwitch) {
        beginSwitch();
    } else if (!isSwitching()) {
        if (!m_paused && old.speed() != configuration.speed()) {
            workload()->pause();
            resumeWorkload();
        }
        requestFrame();
    }
    Q_EMIT configurationChanged();
    return std::nullopt;
}

void Engine::requestFrame()
{
    if (isSwitching())
        return;
    m_flow.want();
    askForFrame();
}

void Engine::goOnDrawing()
{
    if (!isSwitching())
        workload()->resumeFrames();
    askForFrame();
    stepWithPicture();
}

bool Engine::isSeen() const
{
    return m_ports.seen && m_ports.seen(m_running);
}

bool Engine::hasRoom() const
{
    return !m_ports.room || m_ports.room();
}

void Engine::askForFrame()
{
    if (isSwitching()
        || !m_flow.ask({.seen = isSeen(),
                        .room = hasRoom(),
                        .credit = m_credits.left() > 0 && !workload()->isFrameWanted()}))
        return;
    m_stepsAskedFor = workload()->steps() + workload()->outstanding();
    workload()->requestFrame();
}

// The view asks for the step by having drawn the one before. A frame of the rings does not wait for
// their step, so that they may be one more behind.
void Engine::stepWithPicture()
{
    if (m_paused || isSwitching() || !m_configuration.speed().isWithPicture())
        return;
    if (!isSeen() || !hasRoom() || m_credits.spent() > 0 || workload()->isFrameWanted()
        || workload()->outstanding() > 1)
        return;
    workload()->advance(1);
    requestFrame();
}

void Engine::tick()
{
    if (m_configuration.speed().isWithPicture()) {
        stepWithPicture(); // where a view was seen again, or steps took longer than drawing
        return;
    }
    const double elapsed = static_cast<double>(m_sinceTick.nsecsElapsed()) * 1e-9;
    m_sinceTick.start();
    bool coming = false;
    if (!m_configuration.speed().unlimited) {
        const auto steps = m_pacer.stepsDue(elapsed, workload()->outstanding());
        if (steps > 0)
            workload()->advance(steps);
        coming = steps > 0;
    }
    if (coming || workload()->steps() > m_stepsAskedFor)
        m_flow.offer();
    askForFrame();
}

Engine::Reading Engine::read() const
{
    Reading reading;
    reading.statistics = m_runtime->statistics();
    reading.steps = workload()->steps();
    reading.boidUpdates = workload()->boidUpdates();
    if (m_running == WorkloadKind::Boids)
        reading.flockWork = m_flock->flock().workDone();
    reading.framesPainted = m_ports.framesPainted ? m_ports.framesPainted() : 0;
    reading.pinned = m_runtime->pinnedQueue();
    return reading;
}

} // namespace cownscope::ui

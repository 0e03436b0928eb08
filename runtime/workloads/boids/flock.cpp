// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/flock.h"

#include "workloads/boids/band_scheduler.h"
#include "workloads/boids/flock_cowns.h"
#include "workloads/valid.h"

#include <algorithm>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace cownscope::boids {

Flock::Flock(const Options &options, const Tuning &tuning)
    : m_cowns(std::make_shared<FlockCowns>(valid(options), tuning))
{
    m_commands.target = options;
}

Flock::~Flock()
{
    m_cowns->closed.store(true, std::memory_order_relaxed);
    release();
}

void Flock::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                   const FrameCredits &credits)
{
    detach();
    release();
    const auto scheduler =
        std::make_shared<const BandScheduler>(m_cowns, runtime, std::move(sink), credits);
    scheduler->start(m_commands);
    m_scheduler = scheduler;
}

void Flock::detach()
{
    m_scheduler.reset();
}

void Flock::advance(std::uint64_t steps)
{
    const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - m_commands.allowed;
    m_commands.allowed += std::min(steps, room);
    sendCommands();
}

void Flock::setFreeRunning(bool on)
{
    m_commands.freeRunning = on;
    sendCommands();
}

void Flock::pause()
{
    m_commands.freeRunning = false;
    m_commands.allowed = 0;
    ++m_commands.pauses;
    sendCommands();
}

void Flock::hold()
{
    m_cowns->pauseGate.hold();
}

void Flock::release()
{
    m_cowns->pauseGate.release();
}

void Flock::requestFrame()
{
    if (!m_scheduler || !m_scheduler->hasSink())
        return;
    m_cowns->frameRequest.want(m_commands.number);
    postCommands();
}

bool Flock::isFrameWanted() const
{
    return m_scheduler && m_cowns->frameRequest.isWanted();
}

void Flock::resumeFrames()
{
    if (isFrameWanted())
        postCommands();
}

void Flock::setTarget(Options options)
{
    valid(options);
    m_commands.target = std::move(options);
}

void Flock::setParameters(const Parameters &parameters)
{
    m_commands.target.parameters = valid(parameters);
    sendCommands();
}

void Flock::setInfluences(std::vector<Influence> influences)
{
    Options options = m_commands.target;
    options.influences = std::move(influences);
    setTarget(std::move(options));
    sendCommands();
}

void Flock::setSecondSpecies(const std::optional<SecondSpecies> &species)
{
    Options options = m_commands.target;
    options.second = species;
    setTarget(std::move(options));
    sendCommands();
}

void Flock::setBoids(std::uint32_t boids, const std::optional<Disk> &birthplace)
{
    if (birthplace)
        valid(*birthplace);
    Options options = m_commands.target;
    const std::uint32_t before = std::exchange(options.boids, boids);
    m_commands.spawns.reserve(m_commands.spawns.size() + 1); // so that nothing fails below
    setTarget(std::move(options));
    std::erase_if(m_commands.spawns,
                  [done = m_cowns->counters.spawned.load(std::memory_order_relaxed)](
                      const Spawn &spawn) { return spawn.number <= done; });
    if (boids > before)
        m_commands.spawns.push_back({++m_spawns, before, boids, birthplace});
    sendCommands();
}

void Flock::reset(const Options &options)
{
    setTarget(options);
    m_commands.spawns.clear();
    ++m_commands.resets;
    sendCommands();
}

Outcome Flock::status() const
{
    if (!m_isUnsent && !m_cowns->counters.outOfMemory.load(std::memory_order_relaxed))
        return {};
    return Outcome::failure(
        "There is not enough memory for the flock to continue; fewer boids need less.");
}

std::uint64_t Flock::stepsDone() const
{
    return m_cowns->counters.steps.load(std::memory_order_relaxed);
}

std::uint64_t Flock::boidUpdates() const
{
    return m_cowns->counters.boidUpdates.load(std::memory_order_relaxed);
}

std::uint32_t Flock::boids() const
{
    return m_cowns->counters.boids.load(std::memory_order_relaxed);
}

std::size_t Flock::parts() const
{
    return m_cowns->counters.bands.load(std::memory_order_relaxed);
}

WorkDone Flock::workDone() const
{
    return m_cowns->counters.workDone();
}

boc::Cown<Snapshot> Flock::snapshot()
{
    if (!m_scheduler)
        throw std::logic_error("a flock needs a runtime to take a snapshot: attach it first");
    return m_scheduler->snapshot();
}

void Flock::sendCommands()
{
    release();
    postCommands();
}

void Flock::postCommands()
{
    ++m_commands.number;
    if (!m_scheduler)
        return;
    m_isUnsent = false;
    try {
        m_scheduler->send(m_commands);
    } catch (const boc::StoppedError &) {
        // The runtime is stopping; the commands are sent again with the next attachment.
    } catch (const std::bad_alloc &) {
        m_isUnsent = true;
    }
}

} // namespace cownscope::boids

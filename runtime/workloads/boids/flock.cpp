// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/flock.h"

#include "workloads/boids/band_scheduler.h"
#include "workloads/valid.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

namespace cownscope::boids {

Flock::Flock(const Options &options, const Tuning &tuning)
    : m_scheduler(std::make_shared<BandScheduler>(valid(options), tuning))
{
    m_commands.target = options;
}

Flock::~Flock()
{
    m_scheduler->shutDown();
    m_scheduler->gate().release();
}

void Flock::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                   const FrameCredits &credits)
{
    detach();
    m_scheduler->gate().release();
    std::optional<FrameOutlet> outlet;
    if (sink)
        outlet = FrameOutlet{std::move(*sink), credits};
    const auto session =
        std::make_shared<const Session>(Session{m_scheduler, &runtime, std::move(outlet)});
    BandScheduler::attach(session, m_commands);
    m_session = session;
}

void Flock::detach()
{
    m_session.reset();
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
    m_scheduler->gate().hold();
}

void Flock::release()
{
    m_scheduler->gate().release();
}

void Flock::requestFrame()
{
    if (!m_session || !m_session->outlet)
        return;
    m_scheduler->frameRequest().want(m_commands.number);
    postCommands();
}

bool Flock::isFrameWanted() const
{
    return m_session && m_scheduler->frameRequest().isWanted();
}

void Flock::resumeFrames()
{
    if (isFrameWanted())
        postCommands();
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
    m_commands.target = valid(options);
    sendCommands();
}

void Flock::setSecondSpecies(const std::optional<SecondSpecies> &species)
{
    Options options = m_commands.target;
    options.second = species;
    m_commands.target = valid(options);
    sendCommands();
}

void Flock::setBoids(std::uint32_t boids, const std::optional<Disk> &birthplace)
{
    if (birthplace)
        valid(*birthplace);
    Options options = m_commands.target;
    const std::uint32_t before = std::exchange(options.boids, boids);
    m_commands.target = valid(options);
    std::erase_if(m_commands.spawns, [done = m_scheduler->spawnsDone()](const Spawn &spawn) {
        return spawn.number <= done;
    });
    if (boids > before)
        m_commands.spawns.push_back({++m_spawns, before, boids, birthplace});
    sendCommands();
}

void Flock::reset(const Options &options)
{
    m_commands.target = valid(options);
    m_commands.spawns.clear();
    ++m_commands.resets;
    sendCommands();
}

std::uint64_t Flock::stepsDone() const
{
    return m_scheduler->stepsDone();
}

std::uint64_t Flock::boidUpdates() const
{
    return m_scheduler->boidUpdates();
}

std::uint32_t Flock::boids() const
{
    return m_scheduler->boids();
}

std::size_t Flock::parts() const
{
    return m_scheduler->bands();
}

WorkDone Flock::workDone() const
{
    return m_scheduler->workDone();
}

boc::Cown<Snapshot> Flock::snapshot()
{
    if (!m_session)
        throw std::logic_error("a flock needs a runtime to take a snapshot: attach it first");
    return BandScheduler::snapshot(m_session);
}

void Flock::sendCommands()
{
    release();
    postCommands();
}

void Flock::postCommands()
{
    ++m_commands.number;
    if (!m_session)
        return;
    try {
        BandScheduler::receive(m_session, m_commands);
    } catch (const boc::StoppedError &) {
        // The runtime is going; the next attachment takes the commands along.
    }
}

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/flock.h"

#include "workloads/boids/engine.h"
#include "workloads/valid.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

namespace cownscope::boids {

Flock::Flock(const Options &options, const Tuning &tuning)
    : m_engine(std::make_shared<Engine>(valid(options), tuning))
{
    m_wishes.target = options;
}

Flock::~Flock()
{
    m_engine->abandon();
    m_engine->brake().release();
}

void Flock::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                   const FrameCredits &credits)
{
    detach();
    m_engine->brake().release();
    std::optional<FrameOutlet> outlet;
    if (sink)
        outlet = FrameOutlet{std::move(*sink), credits};
    const auto session =
        std::make_shared<const Session>(Session{m_engine, &runtime, std::move(outlet)});
    Engine::attach(session, m_wishes);
    m_session = session;
}

void Flock::detach()
{
    m_session.reset();
}

void Flock::advance(std::uint64_t steps)
{
    const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - m_wishes.allowed;
    m_wishes.allowed += std::min(steps, room);
    sendWishes();
}

void Flock::setFreeRunning(bool on)
{
    m_wishes.freeRunning = on;
    sendWishes();
}

void Flock::pause()
{
    m_wishes.freeRunning = false;
    m_wishes.allowed = 0;
    ++m_wishes.pauses;
    sendWishes();
}

void Flock::hold()
{
    m_engine->brake().hold();
}

void Flock::release()
{
    m_engine->brake().release();
}

void Flock::requestFrame()
{
    if (!m_session || !m_session->outlet)
        return;
    m_engine->frameRequest().want(m_wishes.number);
    tellWishes();
}

bool Flock::isFrameWanted() const
{
    return m_session && m_engine->frameRequest().isWanted();
}

void Flock::resumeFrames()
{
    if (isFrameWanted())
        tellWishes();
}

void Flock::setParameters(const Parameters &parameters)
{
    m_wishes.target.parameters = valid(parameters);
    sendWishes();
}

void Flock::setInfluences(std::vector<Influence> influences)
{
    Options options = m_wishes.target;
    options.influences = std::move(influences);
    m_wishes.target = valid(options);
    sendWishes();
}

void Flock::setSecondSpecies(const std::optional<SecondSpecies> &species)
{
    Options options = m_wishes.target;
    options.second = species;
    m_wishes.target = valid(options);
    sendWishes();
}

void Flock::setBoids(std::uint32_t boids, const std::optional<Disk> &birthplace)
{
    if (birthplace)
        valid(*birthplace);
    Options options = m_wishes.target;
    const std::uint32_t before = std::exchange(options.boids, boids);
    m_wishes.target = valid(options);
    std::erase_if(m_wishes.births, [done = m_engine->birthsDone()](const Birth &birth) {
        return birth.number <= done;
    });
    if (boids > before)
        m_wishes.births.push_back({++m_births, before, boids, birthplace});
    sendWishes();
}

void Flock::reset(const Options &options)
{
    m_wishes.target = valid(options);
    m_wishes.births.clear();
    ++m_wishes.resets;
    sendWishes();
}

std::uint64_t Flock::stepsDone() const
{
    return m_engine->stepsDone();
}

std::uint64_t Flock::boidUpdates() const
{
    return m_engine->boidUpdates();
}

std::uint32_t Flock::boids() const
{
    return m_engine->boids();
}

std::size_t Flock::parts() const
{
    return m_engine->bands();
}

WorkDone Flock::workDone() const
{
    return m_engine->workDone();
}

boc::Cown<Snapshot> Flock::snapshot()
{
    if (!m_session)
        throw std::logic_error("a flock needs a runtime to take a snapshot: attach it first");
    return Engine::snapshot(m_session);
}

void Flock::sendWishes()
{
    release();
    tellWishes();
}

void Flock::tellWishes()
{
    ++m_wishes.number;
    if (!m_session)
        return;
    try {
        Engine::wish(m_session, m_wishes);
    } catch (const boc::StoppedError &) {
        // The runtime is going; the next attachment takes the wishes along.
    }
}

} // namespace cownscope::boids

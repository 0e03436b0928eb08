// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/clock.h"

#include <cassert>

namespace cownscope::boids {

Clock::Clock(const Options &options, const Tuning &tuning)
    : m_tuning(tuning)
{
    m_wishes.target = options;
    m_targetGeometry = geometryFor(options.parameters, options.boids, tuning);
}

void Clock::wish(const Wishes &wishes)
{
    if (wishes.resets != m_wishes.resets)
        m_resetWanted = true;
    if (wishes.pauses != m_wishes.pauses)
        m_allowance = wishes.allowed;
    else
        m_allowance += wishes.allowed - m_wishes.allowed;
    if (wishes.frames != m_wishes.frames)
        m_frameWanted = true;
    m_wishes = wishes;
    m_targetGeometry = geometryFor(target().parameters, target().boids, m_tuning);
}

void Clock::attach()
{
    if (inFlight() > 0)
        m_brokenOff = true;
    m_issued = m_completed;
    m_rebuilding = false;
    if (m_frameInFlight) {
        m_frameInFlight = false;
        m_frameWanted = true;
    }
}

void Clock::completeStep()
{
    assert(inFlight() > 0);
    ++m_completed;
}

bool Clock::bandsAreStale() const
{
    return startsAnew() || m_brokenOff || m_boids != target().boids
        || m_geometry != m_targetGeometry;
}

bool Clock::wantsRebuild() const
{
    return isIdle() && bandsAreStale();
}

bool Clock::wantsStep() const
{
    return !m_rebuilding && inFlight() < mostInFlight && (m_wishes.freeRunning || m_allowance > 0)
        && !bandsAreStale();
}

std::uint64_t Clock::beginStep()
{
    assert(wantsStep());
    if (m_allowance > 0)
        --m_allowance;
    return ++m_issued;
}

void Clock::beginFrame()
{
    m_frameWanted = false;
    m_frameInFlight = true;
}

void Clock::rebuilt()
{
    m_completed = stepOfRebuild();
    m_issued = m_completed;
    m_geometry = m_targetGeometry;
    m_boids = target().boids;
    m_built = true;
    m_resetWanted = false;
    m_brokenOff = false;
    m_rebuilding = false;
}

} // namespace cownscope::boids

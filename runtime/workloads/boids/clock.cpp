// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/clock.h"

#include <cassert>
#include <utility>

namespace cownscope::boids {

Clock::Clock(const Options &options, const Tuning &tuning)
    : m_tuning(tuning)
{
    m_wishes.target = options;
    m_targetGeometry = geometryFor(options.scene(), options.boids);
}

void Clock::wish(const Wishes &wishes)
{
    if (wishes.resets != m_wishes.resets)
        m_resetWanted = true;
    if (wishes.pauses != m_wishes.pauses)
        m_allowance = wishes.allowed;
    else
        m_allowance += wishes.allowed - m_wishes.allowed;
    m_wishes = wishes;
    m_targetGeometry = geometryFor(target().scene(), target().boids);
}

void Clock::attach(std::uint32_t workers)
{
    m_workers = workers;
    if (inFlight() > 0 || m_recutting)
        m_brokenOff = true;
    m_issued = m_completed;
    m_rebuilding = false;
    m_recutting = false;
    m_nextCut.reset();
}

void Clock::completeStep(std::span<const std::uint64_t> load)
{
    // Cutting anew costs about as much as half a step, so it must be worth it for many.
    constexpr std::uint64_t stepsBetween = 16;
    constexpr double uneven = 1.2;
    constexpr double better = 0.9;

    assert(inFlight() > 0);
    ++m_completed;
    if (m_completed % stepsBetween != 0 || m_nextCut)
        return;
    const double now = imbalance(load, m_cut);
    if (now < uneven)
        return;
    Cut cut = cutByLoad(load, m_cut.bands());
    if (imbalance(load, cut) < better * now)
        m_nextCut = std::move(cut);
}

void Clock::completeRecut()
{
    m_cut = *std::exchange(m_nextCut, {});
    m_recutting = false;
}

bool Clock::bandsAreStale() const
{
    const bool bornSince = !births().empty() && births().back().number > m_born;
    return startsAnew() || m_brokenOff || bornSince || m_boids != target().boids
        || m_geometry != m_targetGeometry || m_cut.bands() != targetBands();
}

bool Clock::wantsRebuild() const
{
    return isIdle() && bandsAreStale();
}

bool Clock::wantsStep() const
{
    return !m_rebuilding && !m_nextCut && inFlight() < mostInFlight
        && (m_wishes.freeRunning || m_allowance > 0) && !bandsAreStale();
}

std::uint64_t Clock::beginStep()
{
    assert(wantsStep());
    if (m_allowance > 0)
        --m_allowance;
    return ++m_issued;
}

std::uint32_t Clock::targetBands() const
{
    return bandsFor(m_targetGeometry.rows, target().boids, m_tuning, m_workers);
}

void Clock::rebuilt(const Cut &cut)
{
    m_cut = cut;
    m_nextCut.reset();
    m_completed = stepOfRebuild();
    m_issued = m_completed;
    m_geometry = m_targetGeometry;
    m_boids = target().boids;
    if (!births().empty())
        m_born = births().back().number;
    m_built = true;
    m_resetWanted = false;
    m_brokenOff = false;
    m_rebuilding = false;
}

} // namespace cownscope::boids

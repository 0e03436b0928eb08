// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/flock_workload.h"

#include <algorithm>

namespace cownscope::ui {

FlockWorkload::FlockWorkload(const boids::Options &options, boids::FrameSink *sink)
    : m_sink(sink)
    , m_flock(options)
{ }

void FlockWorkload::attach(boc::Runtime &runtime, const FrameCredits &credits)
{
    m_flock.attach(runtime, boc::PinnedCown<boids::FrameSink *>{runtime, m_sink}, credits);
}

void FlockWorkload::detach()
{
    m_flock.detach();
}

void FlockWorkload::runFreely()
{
    m_flock.setFreeRunning(true);
}

void FlockWorkload::pause()
{
    m_flock.pause();
    m_flock.hold();
    m_allowedUpTo = 0;
}

void FlockWorkload::advance(std::uint64_t steps)
{
    m_allowedUpTo = std::max(m_allowedUpTo, m_flock.stepsDone()) + steps;
    m_flock.advance(steps);
}

std::uint64_t FlockWorkload::outstanding() const
{
    const std::uint64_t done = m_flock.stepsDone();
    return m_allowedUpTo > done ? m_allowedUpTo - done : 0;
}

} // namespace cownscope::ui

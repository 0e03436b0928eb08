// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/rings_workload.h"

#include <algorithm>

namespace cownscope::ui {

RingsWorkload::RingsWorkload(const rings::Options &derivedOptions, rings::FrameSink *sink)
    : m_options(derivedOptions)
    , m_sink(sink)
    , m_rings(derivedOptions)
{ }

void RingsWorkload::attach(boc::Runtime &runtime, const FrameCredits &credits)
{
    m_rings.attach(runtime, boc::PinnedCown<rings::FrameSink *>{runtime, m_sink}, credits);
}

void RingsWorkload::detach()
{
    m_rings.detach();
}

void RingsWorkload::runFreely()
{
    m_rings.start();
}

void RingsWorkload::pause()
{
    m_rings.pause();
    m_allowedUpTo = 0;
}

void RingsWorkload::advance(std::uint64_t steps)
{
    m_allowedUpTo = std::max(m_allowedUpTo, m_rings.completed()) + steps * m_rings.chains();
    m_rings.advance(steps);
}

std::uint64_t RingsWorkload::outstanding() const
{
    const std::uint64_t done = m_rings.completed();
    if (m_allowedUpTo <= done)
        return 0;
    const std::uint64_t chains = std::max(m_rings.chains(), 1u);
    return (m_allowedUpTo - done + chains - 1) / chains;
}

} // namespace cownscope::ui

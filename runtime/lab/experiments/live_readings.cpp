// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/live_readings.h"

#include <utility>

namespace cownscope::lab {

LiveReadings::Source::Source(LiveReadings *readings, const boc::Runtime &runtime, Units units)
    : m_readings(readings)
{
    if (m_readings == nullptr)
        return;
    const std::scoped_lock lock(m_readings->m_mutex);
    m_readings->m_runtime = &runtime;
    m_readings->m_units = std::move(units);
}

LiveReadings::Source::~Source()
{
    if (m_readings == nullptr)
        return;
    const std::scoped_lock lock(m_readings->m_mutex);
    m_readings->m_runtime = nullptr;
    m_readings->m_units = {};
}

void LiveReadings::enter(Phase phase, std::optional<double> plannedSeconds)
{
    const std::scoped_lock lock(m_mutex);
    m_phase = phase;
    m_plannedSeconds = plannedSeconds;
    m_phaseBegin = Clock::now();
}

std::optional<LiveReading> LiveReadings::read() const
{
    const std::scoped_lock lock(m_mutex);
    if (m_runtime == nullptr)
        return {};
    return LiveReading{
        .phase = m_phase,
        .elapsedSeconds = std::chrono::duration<double>(Clock::now() - m_phaseBegin).count(),
        .plannedSeconds = m_plannedSeconds,
        .units = m_units(),
        .statistics = m_runtime->statistics(),
    };
}

} // namespace cownscope::lab

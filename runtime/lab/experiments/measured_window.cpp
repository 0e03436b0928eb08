// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/measured_window.h"

#include "lab/experiments/scheduler_statistics.h"

#include <algorithm>
#include <thread>

namespace cownscope::lab {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds pollInterval{20};

std::int64_t nanosecondsSince1970()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

} // namespace

bool sleepFor(double seconds, const Interrupted &interrupted)
{
    const auto end = Clock::now()
        + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    for (auto now = Clock::now(); now < end; now = Clock::now()) {
        if (interrupted())
            return false;
        std::this_thread::sleep_for(std::min<Clock::duration>(end - now, pollInterval));
    }
    return true;
}

bool settle(boc::Runtime &runtime, const Interrupted &interrupted)
{
    while (!runtime.quiesce(pollInterval)) {
        if (interrupted())
            return false;
    }
    return true;
}

MeasuredWindow::MeasuredWindow(const boc::Runtime &runtime)
    : m_runtime(runtime)
    , m_cpuTimes(readCpuTimes())
    , m_statistics(runtime.statistics())
    , m_wallClockNs(nanosecondsSince1970())
    , m_begin(Clock::now())
{ }

void MeasuredWindow::end()
{
    m_elapsed = Clock::now() - m_begin;
    m_statistics = difference(m_statistics, m_runtime.statistics());
    if (const auto now = readCpuTimes(); now && m_cpuTimes)
        m_cpuTimes = *now - *m_cpuTimes;
    else
        m_cpuTimes.reset();
}

double MeasuredWindow::elapsedSeconds() const
{
    return std::chrono::duration<double>(m_elapsed).count();
}

Repeat MeasuredWindow::repeat(std::uint32_t index, std::uint64_t completedBehaviors,
                              std::uint64_t units, bool withSchedulerStats) const
{
    Repeat repeat;
    repeat.repeatIndex = index;
    repeat.completedBehaviors = completedBehaviors;
    repeat.elapsedSeconds = elapsedSeconds();
    repeat.throughput = static_cast<double>(units) / std::max(repeat.elapsedSeconds, 1e-9);
    repeat.wallClockNsStart = m_wallClockNs;
    repeat.schedulerStats.emplace(withSchedulerStats ? schedulerStatsJson(m_statistics) : Json());
    repeat.queueStats.emplace(withSchedulerStats ? queueStatsJson(m_statistics) : Json());
    repeat.derived.emplace(derivedJson(m_statistics.workers, completedBehaviors));
    if (m_cpuTimes)
        repeat.more["machine_load"] = {{"stolen_s", m_cpuTimes->stolen},
                                       {"others_s", m_cpuTimes->others()}};
    return repeat;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/live_readings.h"
#include "lab/machine/cpu_time.h"
#include "lab/results/result_document.h"

#include <boc/runtime.h>

#include <chrono>
#include <cstdint>
#include <functional>

namespace cownscope::lab {

// Polled while a measurement runs; true ends it early.
using Interrupted = std::function<bool()>;

// The connection of a measurement to its caller.
struct MeasureHooks
{
    Interrupted interrupted = [] { return false; };
    LiveReadings *live = nullptr; // receives the current phase; may be null

    void enter(Phase phase, std::optional<double> plannedSeconds = {}) const
    {
        if (live != nullptr)
            live->enter(phase, plannedSeconds);
    }
};

// Sleeps; false if interrupted earlier.
bool sleepFor(double seconds, const Interrupted &interrupted);

// Waits until nothing is in flight in the runtime; false if interrupted earlier. Main thread.
bool settle(boc::Runtime &runtime, const Interrupted &interrupted);

// The period over which one repeat is measured, after the warm-up.
class MeasuredWindow
{
public:
    // Begins now.
    explicit MeasuredWindow(const boc::Runtime &runtime);

    // Ends now.
    void end();

    double elapsedSeconds() const;
    // The runtime's counters within the window.
    const boc::Statistics &statistics() const { return m_statistics; }

    // The common part of every workload's repeat. It has the new name machine_load {stolen_s,
    // others_s}: the CPU seconds used by the host and by other programs during the window. `units`
    // is the count for the throughput; the scheduler's counters are null unless requested.
    Repeat repeat(std::uint32_t index, std::uint64_t completedBehaviors, std::uint64_t units,
                  bool withSchedulerStats) const;

private:
    const boc::Runtime &m_runtime;
    std::optional<CpuTimes> m_cpuTimes; // as m_statistics
    boc::Statistics m_statistics;       // at the beginning, then the difference
    std::int64_t m_wallClockNs;
    std::chrono::steady_clock::time_point m_begin;
    std::chrono::steady_clock::duration m_elapsed{};
};

} // namespace cownscope::lab

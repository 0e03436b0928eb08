// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include <boc/runtime.h>

#include "lab/experiments/live_readings.h"
#include "lab/machine/cpu_time.h"
#include "lab/results/result_document.h"

namespace cownscope::lab {

// Asked every now and then while a measurement runs; true ends it early.
using Interrupted = std::function<bool()>;

// How a measurement talks with whoever waits for it.
struct MeasureHooks
{
    Interrupted interrupted = [] { return false; };
    LiveReadings *live = nullptr; // told what goes on, if there is one

    void enter(Phase phase, std::optional<double> plannedSeconds = {}) const
    {
        if (live != nullptr)
            live->enter(phase, plannedSeconds);
    }
};

// Sleeps; false if it was interrupted before the time was over.
bool sleepFor(double seconds, const Interrupted &interrupted);

// Waits until nothing is in flight in the runtime; false if it was interrupted before. Main thread.
bool settle(boc::Runtime &runtime, const Interrupted &interrupted);

// The stretch of time over which one repeat is measured. Warming up comes before it.
class MeasuredWindow
{
public:
    // Begins now.
    explicit MeasuredWindow(const boc::Runtime &runtime);

    // Ends now.
    void end();

    double elapsedSeconds() const;
    // What the runtime did in the window.
    const boc::Statistics &statistics() const { return m_statistics; }

    // What every workload reports alike, with a new name in the repeat: machine_load {stolen_s,
    // others_s}, the CPU seconds that the host and other programs took during the window. `units`
    // is what its throughput counts; the schedulers' counters are left null unless asked for.
    Repeat repeat(std::uint32_t index, std::uint64_t completedBehaviors, std::uint64_t units,
                  bool withSchedulerStats) const;

private:
    const boc::Runtime &m_runtime;
    std::optional<CpuTimes> m_cpuTimes; // like the statistics
    boc::Statistics m_statistics;       // at the beginning, then the difference
    std::int64_t m_wallClockNs;
    std::chrono::steady_clock::time_point m_begin;
    std::chrono::steady_clock::duration m_elapsed{};
};

} // namespace cownscope::lab

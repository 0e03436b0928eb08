// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/runtime.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

namespace cownscope::lab {

enum class Phase { Preparing, WarmingUp, Measuring, Finishing };

// The current state of a measurement.
struct LiveReading
{
    Phase phase = Phase::Preparing;
    double elapsedSeconds = 0;            // of the phase
    std::optional<double> plannedSeconds; // of the phase, if known
    std::uint64_t units = 0;              // units of the throughput, since it began
    boc::Statistics statistics;           // since its runtime began
};

// Lets other threads read the state of a running measurement. All members may be called by any
// thread; reading costs a few loads per worker and never stops one.
class LiveReadings
{
public:
    using Units = std::function<std::uint64_t()>;

    // While this exists, read() uses the runtime and the function.
    class Source
    {
    public:
        Source(LiveReadings *readings, const boc::Runtime &runtime, Units units);
        ~Source();
        Source(const Source &) = delete;
        Source &operator=(const Source &) = delete;

    private:
        LiveReadings *m_readings;
    };

    void enter(Phase phase, std::optional<double> plannedSeconds = {});

    // Empty while there is no source.
    std::optional<LiveReading> read() const;

private:
    using Clock = std::chrono::steady_clock;

    mutable std::mutex m_mutex;
    Phase m_phase = Phase::Preparing;
    std::optional<double> m_plannedSeconds;
    Clock::time_point m_phaseBegin = Clock::now();
    const boc::Runtime *m_runtime = nullptr;
    Units m_units;
};

} // namespace cownscope::lab

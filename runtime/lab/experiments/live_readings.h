// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>

#include <boc/runtime.h>

namespace cownscope::lab {

enum class Phase { Preparing, WarmingUp, Measuring, Finishing };

// What a measurement is doing at the moment.
struct LiveReading
{
    Phase phase = Phase::Preparing;
    double elapsedSeconds = 0;            // of the phase
    std::optional<double> plannedSeconds; // of the phase, where that is known
    std::uint64_t units = 0;              // of what its throughput counts, since it began
    boc::Statistics statistics;           // since its runtime began
};

// Lets other threads look at a measurement while it runs. All members may be called by any thread;
// looking takes the time of a few loads for each worker and never stops one.
class LiveReadings
{
public:
    using Units = std::function<std::uint64_t()>;

    // For as long as this lives, the runtime and the function can be asked.
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

    // Nothing while there is no source.
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

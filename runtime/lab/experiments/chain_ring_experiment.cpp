// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/chain_ring_experiment.h"

#include <chrono>
#include <thread>

#include <boc/boc.h>

#include "lab/machine/machine.h"
#include "workloads/number_text.h"
#include "workloads/rings/chain_rings.h"

namespace cownscope::lab {

namespace {

// A floating-point product, since the sizes may be anything.
double matrixGibibytes(const rings::Options &options)
{
    return 1.0 * options.rings * options.ringSize * options.payloadRows * options.payloadCols
        * sizeof(double) / (1 << 30);
}

// One pinned behavior after another, for as long as this lives.
class PinnedSpinner
{
public:
    PinnedSpinner(boc::Runtime &runtime, double sleepSeconds)
        : m_runtime(runtime)
        , m_sleep(sleepSeconds)
        , m_state(boc::PinnedCown<std::uint64_t>(runtime, 0u))
    {
        spin();
    }

    // Runs what is pinned for so long; false if interrupted before.
    bool pumpFor(double seconds, const Interrupted &interrupted)
    {
        const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
        while (std::chrono::steady_clock::now() < end) {
            if (interrupted())
                return false;
            m_runtime.pump({.maxBehaviors = 1});
        }
        return true;
    }

    std::uint64_t dispatches() const { return m_dispatches; }
    void stop() { m_stopped = true; }

private:
    // All on the main thread.
    void spin()
    {
        m_runtime.when(m_state) << [this](auto state) {
            ++*state;
            ++m_dispatches;
            std::this_thread::sleep_for(m_sleep);
            if (!m_stopped)
                spin();
        };
    }

    boc::Runtime &m_runtime;
    std::chrono::duration<double> m_sleep;
    boc::PinnedCown<std::uint64_t> m_state;
    std::uint64_t m_dispatches = 0;
    bool m_stopped = false;
};

} // namespace

ChainRingExperiment derived(ChainRingExperiment experiment)
{
    experiment.options = rings::derived(experiment.options, experiment.workers);
    return experiment;
}

std::optional<std::string> validate(const ChainRingExperiment &experiment)
{
    if (experiment.workers < 1)
        return "workers must be at least 1";
    if (!(experiment.durationSeconds > 0) || !(experiment.warmupSeconds >= 0))
        return "duration must be above 0 and warmup must not be below 0";
    if (auto problem = rings::validate(experiment.options))
        return problem;
    const double needed = matrixGibibytes(experiment.options);
    const double present = static_cast<double>(memoryBytes()) / (1 << 30);
    if (needed > present) {
        return "rings*ring_size*payload_rows*payload_cols matrices need " + fixedText(needed, 1)
            + " GiB, but this machine has " + fixedText(present, 1) + " GiB";
    }
    if (!(experiment.pinnedSpinnerSleepSeconds >= 0))
        return "pinned_spinner_sleep_s must not be below 0";
    return {};
}

std::optional<Repeat> measure(const ChainRingExperiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks)
{
    rings::ChainRings workload(experiment.options);
    boc::Runtime runtime({.workers = experiment.workers});
    workload.attach(runtime);
    const LiveReadings::Source source(hooks.live, runtime, [&] { return workload.completed(); });

    std::optional<Repeat> repeat;
    std::optional<PinnedSpinner> spinner;
    const bool ready = settle(runtime, hooks.interrupted); // the matrices are made
    workload.start();
    hooks.enter(Phase::WarmingUp, experiment.warmupSeconds);
    if (ready && sleepFor(experiment.warmupSeconds, hooks.interrupted)) {
        hooks.enter(Phase::Measuring, experiment.durationSeconds);
        if (experiment.pinnedSpinner)
            spinner.emplace(runtime, experiment.pinnedSpinnerSleepSeconds);
        MeasuredWindow window(runtime);
        const std::uint64_t before = workload.completed(); // after the clock was read
        const double seconds = experiment.durationSeconds;
        if (spinner ? spinner->pumpFor(seconds, hooks.interrupted)
                    : sleepFor(seconds, hooks.interrupted)) {
            const std::uint64_t steps = workload.completed() - before;
            window.end();
            repeat = window.repeat(repeatIndex, steps, steps, experiment.schedulerStats);
            repeat->more["pinned_dispatches"] = spinner ? spinner->dispatches() : 0;
        }
    }
    hooks.enter(Phase::Finishing);
    if (spinner)
        spinner->stop();
    workload.pause();
    if (!repeat)
        runtime.stop();
    runtime.wait();
    workload.detach();
    return repeat;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/chain_ring/chain_ring_workload.h"

#include "base/number_text.h"
#include "lab/experiments/workload_of.h"
#include "lab/machine/machine.h"
#include "workloads/rings/chain_rings.h"

#include <boc/boc.h>

#include <chrono>
#include <thread>

namespace cownscope::lab {

template <typename Experiment, IsPart<ChainRingOptions> Self, typename Field>
void describe(Experiment &experiment, Self &options, Field &field)
{
    field.always("workers", experiment.workers);
    field.always("duration", experiment.durationSeconds);
    field.always("warmup", experiment.warmupSeconds);
    field.always("iters", options.iters);
    field.always("group_size", options.groupSize);
    field.always("stride", options.stride);
    describeSize("rings", options.rings, field);
    describeSize("chains_per_ring", options.chainsPerRing, field);
    field.always("ring_size", options.ringSize);
    field.always("payload_rows", options.payloadRows);
    field.always("payload_cols", options.payloadCols);
    field.always("repeats", experiment.repeats);
    field.always("null_payload", options.nullPayload);
    field.always("pinned_spinner", options.pinnedSpinner);
    field.always("pinned_spinner_sleep_s", options.pinnedSpinnerSleepSeconds);
    field.always("seed", options.seed);
}

namespace {

// Floating point, since the sizes are not validated yet and may overflow.
double matrixGibibytes(const rings::Options &options)
{
    return 1.0 * options.rings * options.ringSize * options.payloadRows * options.payloadCols
        * sizeof(double) / (1 << 30);
}

// Runs one pinned behavior after another until stop().
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

    // Runs pinned behaviors for this time; false if interrupted.
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
    // All members are used on the main thread.
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

void deriveSizesAnew(Configuration &configuration)
{
    auto &options = configuration.options.as<ChainRingOptions>();
    options.rings = 0;
    options.chainsPerRing = 0;
}

bool multiplies(const Configuration &configuration)
{
    return !configuration.options.as<ChainRingOptions>().nullPayload;
}

std::vector<Option> chainRingOptions()
{
    using Rings = ChainRingOptions;
    Option workers = workersOption();
    workers.afterSweep = deriveSizesAnew;
    Option payload = payloadOption<Rings>();
    payload.applies = multiplies;
    return {
        std::move(workers),
        withValue<Rings>(&Rings::iters,
                         {.name = "iters",
                          .title = "Iterations",
                          .explanation = "Matrix products for each cown of a step",
                          .sweepValues = {250, 500, 1000, 2000, 4000, 8000},
                          .sliderMost = 10'000,
                          .step = 100,
                          .logarithmic = true,
                          .applies = multiplies}),
        withValue<Rings>(&Rings::groupSize,
                         {.name = "group-size",
                          .title = "Group size",
                          .explanation = "Number of cowns that a step acquires",
                          .sweepValues = {1, 2, 4, 8},
                          .sliderMost = 16,
                          .afterSweep = deriveSizesAnew}),
        std::move(payload),
        withValue<Rings>(&Rings::stride,
                         {.name = "stride",
                          .title = "Stride",
                          .explanation = "Number of cowns by which a chain advances after a step",
                          .places = Option::CommandLine | Option::Controls,
                          .sliderMost = 8}),
        withValue<Rings>(
            &Rings::rings,
            {.name = "rings",
             .title = "Rings",
             .explanation =
                 "Number of rings; always automatic in a sweep over workers or group-size",
             .automatic = "enough for all workers",
             .places = Option::CommandLine | Option::Controls,
             .sliderMost = 64}),
        withValue<Rings>(&Rings::chainsPerRing,
                         {.name = "chains-per-ring",
                          .title = "Chains per ring",
                          .explanation = "Number of chains on each ring; always automatic in a "
                                         "sweep over workers or group-size",
                          .automatic = "few enough to rarely collide",
                          .places = Option::CommandLine | Option::Controls,
                          .sliderMost = 32}),
        withValue<Rings>(&Rings::ringSize,
                         {.name = "ring-size",
                          .title = "Ring size",
                          .explanation = "Number of cowns in a ring",
                          .sliderMost = 512,
                          .step = 8}),
        withValue<Rings>(&Rings::payloadRows,
                         {.name = "payload-rows",
                          .title = "Payload rows",
                          .explanation = "Rows of the matrix in each cown",
                          .places = Option::CommandLine}),
        withValue<Rings>(&Rings::payloadCols,
                         {.name = "payload-cols",
                          .title = "Payload columns",
                          .explanation = "Columns of the matrix in each cown",
                          .places = Option::CommandLine}),
        withValue<Rings>(
            &Rings::nullPayload,
            {.name = "null-payload",
             .title = "Null payload",
             .explanation = "No matrix products: measures only the cost of the runtime",
             .kind = Option::Kind::Flag}),
        withValue<Rings>(
            &Rings::pinnedSpinner,
            {.name = "pinned-spinner",
             .title = "Pinned spinner",
             .explanation = "Also run pinned behaviors on the main thread, one after another",
             .kind = Option::Kind::Flag,
             .places = Option::CommandLine}),
        withValue<Rings>(&Rings::pinnedSpinnerSleepSeconds,
                         {.name = "pinned-spinner-sleep",
                          .title = "Pinned spinner sleep",
                          .explanation = "Seconds that each pinned behavior sleeps",
                          .kind = Option::Kind::Number,
                          .least = 0,
                          .most = 60,
                          .inputs = {"pinned_spinner_sleep_s"},
                          .aliases = {"pinned-spinner-sleep-s"},
                          .places = Option::CommandLine}),
        withValue<Rings>(&Rings::seed, seedOption()),
    };
}

class ChainRing final : public WorkloadOf<ChainRingOptions>
{
public:
    ChainRing()
        : WorkloadOf({.name = "chain-ring",
                      .title = "Chain rings",
                      .task = "chains of behaviors over rings of matrices",
                      .unit = BehaviorsUnit,
                      .stepsPerSecond = 0},
                     chainRingOptions())
    { }

    void derive(Configuration &configuration) const override
    {
        auto &options = configuration.options.as<ChainRingOptions>();
        static_cast<rings::Options &>(options) = rings::derived(options, configuration.workers);
    }

    Outcome validate(const Configuration &configuration) const override
    {
        const auto &options = configuration.options.as<ChainRingOptions>();
        if (Outcome valid = rings::validate(options); !valid)
            return valid;
        const double needed = matrixGibibytes(options);
        const double present = static_cast<double>(memoryBytes()) / (1 << 30);
        if (needed > present) {
            return Outcome::failure("rings*ring_size*payload_rows*payload_cols matrices need "
                                    + fixedText(needed, 1) + " GiB, but this machine has "
                                    + fixedText(present, 1) + " GiB");
        }
        if (!(options.pinnedSpinnerSleepSeconds >= 0))
            return Outcome::failure("pinned_spinner_sleep_s must not be below 0");
        return {};
    }

    std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                                  const MeasureHooks &hooks) const override
    {
        const auto &options = experiment.options.as<ChainRingOptions>();
        rings::ChainRings workload(options);
        boc::Runtime runtime({.workers = experiment.workers});
        workload.attach(runtime);
        const LiveReadings::Source source(hooks.live, runtime,
                                          [&] { return workload.completed(); });

        std::optional<Repeat> repeat;
        std::optional<PinnedSpinner> spinner;
        const bool ready = settle(runtime, hooks.interrupted); // until the matrices are made
        workload.start();
        hooks.enter(Phase::WarmingUp, experiment.warmupSeconds);
        if (ready && sleepFor(experiment.warmupSeconds, hooks.interrupted)) {
            hooks.enter(Phase::Measuring, experiment.durationSeconds);
            if (options.pinnedSpinner)
                spinner.emplace(runtime, options.pinnedSpinnerSleepSeconds);
            MeasuredWindow window(runtime);
            const std::uint64_t before = workload.completed(); // read after the window began
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
};

} // namespace

const Workload &chainRingWorkload()
{
    static const ChainRing workload;
    return workload;
}

} // namespace cownscope::lab

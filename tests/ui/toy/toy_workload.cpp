// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/toy/toy_workload.h"

#include "lab/experiments/workload_of.h"

namespace cownscope::test {

Counters::Counters(const ToyOptions &options)
    : m_options(options)
{
    for (std::uint32_t i = 0; i < options.counters; ++i)
        m_counters.emplace_back(std::uint64_t{0});
}

void Counters::count(const boc::Cown<std::uint64_t> &counter)
{
    m_runtime->when(counter) << [shared = m_shared, stepSize = m_options.stepSize](auto value) {
        *value += stepSize;
        ++shared->steps;
        shared->sum += stepSize;
    };
}

void Counters::advance(std::uint64_t steps)
{
    for (std::uint64_t i = 0; i < steps; ++i) {
        for (const auto &counter : m_counters)
            count(counter);
    }
}

void Counters::goOn(boc::Acquired<std::uint64_t> counter, std::shared_ptr<Shared> shared,
                    std::uint32_t stepSize)
{
    if (!shared->running)
        return;
    *counter += stepSize;
    ++shared->steps;
    shared->sum += stepSize;
    boc::when(counter.cown()) << [shared, stepSize](auto next) { goOn(next, shared, stepSize); };
}

void Counters::start()
{
    m_shared->running = true;
    for (const auto &counter : m_counters)
        m_runtime->when(counter) << [shared = m_shared, stepSize = m_options.stepSize](auto value) {
            goOn(value, shared, stepSize);
        };
}

template <typename Experiment, lab::IsPart<ToyOptions> Self, typename Field>
void describe(Experiment &experiment, Self &options, Field &field)
{
    field.always("workers", experiment.workers);
    field.always("duration", experiment.durationSeconds);
    field.always("warmup", experiment.warmupSeconds);
    field.always("counters", options.counters);
    field.always("step_size", options.stepSize);
    field.always("repeats", experiment.repeats);
    field.always("seed", options.seed);
}

namespace {

std::vector<lab::Option> toyOptions()
{
    return {lab::workersOption(),
            lab::withValue<ToyOptions>(&ToyOptions::counters,
                                       {.name = "counters",
                                        .title = "Counters",
                                        .explanation = "Cowns that count",
                                        .most = 1000,
                                        .sweepValues = {1, 2, 4},
                                        .sliderMost = 100}),
            lab::withValue<ToyOptions>(&ToyOptions::stepSize,
                                       {.name = "step-size",
                                        .title = "Step size",
                                        .explanation = "What a step adds",
                                        .sliderMost = 10}),
            lab::withValue<ToyOptions>(&ToyOptions::seed, lab::seedOption())};
}

class Toy final : public lab::WorkloadOf<ToyOptions>
{
public:
    Toy()
        : WorkloadOf({.name = "toy", .title = "Toy", .task = "counters", .unit = "counts"},
                     toyOptions())
    { }

    Outcome validate(const lab::Configuration &configuration) const override
    {
        return configuration.options.as<ToyOptions>().counters > 500
            ? Outcome::failure("a toy has at most 500 counters")
            : Outcome{};
    }

    std::optional<lab::Repeat> measure(const lab::Experiment &experiment, std::uint32_t repeatIndex,
                                       const lab::MeasureHooks &hooks) const override
    {
        Counters counters(experiment.options.as<ToyOptions>());
        boc::Runtime runtime({.workers = experiment.workers});
        counters.attach(runtime);
        const lab::LiveReadings::Source source(hooks.live, runtime,
                                               [&] { return counters.steps(); });
        hooks.enter(lab::Phase::Measuring, experiment.durationSeconds);
        lab::MeasuredWindow window(runtime);
        counters.start();
        const bool done = lab::sleepFor(experiment.durationSeconds, hooks.interrupted);
        counters.pause();
        const bool quiet = lab::settle(runtime, hooks.interrupted);
        window.end();
        if (!done || !quiet)
            return {};
        return window.repeat(repeatIndex, window.statistics().completed, counters.steps(),
                             experiment.schedulerStats);
    }
};

} // namespace

const lab::Workload &toyWorkload()
{
    static const Toy toy;
    return toy;
}

} // namespace cownscope::test

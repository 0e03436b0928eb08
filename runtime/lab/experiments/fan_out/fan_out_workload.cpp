// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/fan_out/fan_out_workload.h"

#include "lab/experiments/scheduler_statistics.h"
#include "lab/experiments/workload_of.h"
#include "workloads/fanout/fan_out.h"

#include <stdexcept>

namespace cownscope::fanout {

template <typename Experiment, lab::IsPart<Options> Self, typename Field>
void describe(Experiment &experiment, Self &options, Field &field)
{
    field.always("workers", experiment.workers);
    lab::describeSize("producers", options.producers, field);
    lab::describeSize("fanout_width", options.fanoutWidth, field);
    field.always("child_iters", options.childIters);
    field.always("producer_steps", options.producerSteps);
    field.always("payload_rows", options.payloadRows);
    field.always("payload_cols", options.payloadCols);
    field.always("repeats", experiment.repeats);
    field.always("seed", options.seed);
}

} // namespace cownscope::fanout

namespace cownscope::lab {

namespace {

std::vector<Option> fanOutOptions()
{
    using Fan = FanOutOptions;
    Option payload = payloadOption<Fan>();
    payload.sweepValues.clear();
    return {
        workersOption(),
        withValue<Fan>(&Fan::fanoutWidth,
                       {.name = "fanout-width",
                        .title = "Fan-out width",
                        .explanation = "Number of children scheduled by each producer step",
                        .automatic = "four per worker",
                        .sweepValues = {1, 2, 4, 8, 16, 32},
                        .sliderMost = 64}),
        withValue<Fan>(&Fan::producers,
                       {.name = "producers",
                        .title = "Producers",
                        .explanation = "Number of concurrent producers",
                        .automatic = "a quarter of the workers",
                        .sweepValues = {1, 2, 4, 8},
                        .sliderMost = 16}),
        withValue<Fan>(&Fan::childIters,
                       {.name = "child-iters",
                        .title = "Child iterations",
                        .explanation = "Matrix products in each child",
                        .sweepValues = {1, 2, 4, 8},
                        .sliderMost = 1000,
                        .logarithmic = true}),
        withValue<Fan>(&Fan::producerSteps,
                       {.name = "producer-steps",
                        .title = "Producer steps",
                        .explanation = "Steps of each producer; sets the total amount of work",
                        .most = 1e12,
                        .sweepValues = {100, 500, 1000, 5000},
                        .places = Option::CommandLine | Option::Form}),
        withValue<Fan>(&Fan::payloadRows,
                       {.name = "payload-rows",
                        .title = "Payload rows",
                        .explanation = "Rows of the matrix in each child's cown",
                        .places = Option::CommandLine}),
        withValue<Fan>(&Fan::payloadCols,
                       {.name = "payload-cols",
                        .title = "Payload columns",
                        .explanation = "Columns of the matrix in each child's cown",
                        .places = Option::CommandLine}),
        std::move(payload),
        withValue<Fan>(&Fan::seed, seedOption()),
    };
}

class FanOut final : public WorkloadOf<FanOutOptions>
{
public:
    FanOut()
        : WorkloadOf({.name = "fanout",
                      .title = "Fan-out",
                      .task = "producers that schedule children on fresh cowns",
                      .unit = "children",
                      .timing = Timing::FixedWork,
                      .workers = 4,
                      .schedulerStats = true,
                      .mark = "FANOUT"},
                     fanOutOptions())
    { }

    void derive(Configuration &configuration) const override
    {
        auto &options = configuration.options.as<FanOutOptions>();
        options = fanout::derived(options, configuration.workers);
    }

    Outcome validate(const Configuration &configuration) const override
    {
        return fanout::validate(configuration.options.as<FanOutOptions>());
    }

    std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                                  const MeasureHooks &hooks) const override
    {
        const auto &options = experiment.options.as<FanOutOptions>();
        fanout::FanOut workload(options);
        boc::Runtime runtime({.workers = experiment.workers});
        const LiveReadings::Source source(hooks.live, runtime,
                                          [&] { return workload.scheduledChildren(); });

        hooks.enter(Phase::Measuring);
        MeasuredWindow window(runtime);
        workload.start(runtime);
        const bool done = settle(runtime, hooks.interrupted);
        window.end();
        hooks.enter(Phase::Finishing);
        if (!done) {
            workload.stop();
            runtime.stop();
            return {};
        }

        const std::uint64_t children = workload.scheduledChildren();
        const std::uint64_t expected = fanout::childrenOf(options);
        const std::uint64_t steps = options.producers * options.producerSteps;
        const std::uint64_t completed = window.statistics().completed;
        if (children != expected || completed != children + steps)
            throw std::runtime_error(
                std::to_string(children) + " children were scheduled instead of "
                + std::to_string(expected) + ", and " + std::to_string(completed)
                + " behaviors completed instead of " + std::to_string(expected + steps));
        Repeat repeat = window.repeat(repeatIndex, children, children, experiment.schedulerStats);
        repeat.completedBehaviors.reset();
        repeat.more["completed_children"] = children;
        repeat.derived.emplace(fanOutDerivedJson(window.statistics().workers, children));
        return repeat;
    }
};

} // namespace

const Workload &fanOutWorkload()
{
    static const FanOut workload;
    return workload;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/experiment.h"

#include <algorithm>

#include "lab/experiments/experiment_fields.h"
#include "lab/results/json_reader.h"
#include "lab/results/json_writer.h"

namespace cownscope::lab {

namespace {

constexpr const char *WorkloadField = "workload";

template <typename... Functions>
struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <typename... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>; // Clang 14 does not deduce it

} // namespace

std::string workloadName(const Experiment &experiment)
{
    return std::visit(Overloaded{[](const ChainRingExperiment &) { return "chain-ring"; },
                                 [](const FanOutExperiment &) { return "fanout"; },
                                 [](const BoidsExperiment &) { return "boids"; }},
                      experiment);
}

Experiment defaultExperiment(const std::string &workload)
{
    for (const Experiment &experiment :
         {Experiment(ChainRingExperiment()), Experiment(FanOutExperiment()),
          Experiment(BoidsExperiment())}) {
        if (workloadName(experiment) == workload)
            return experiment;
    }
    throw ResultError("workload must be chain-ring, fanout or boids, but is \"" + workload + '"');
}

std::string unitOf(const Experiment &experiment)
{
    return std::visit(Overloaded{[](const ChainRingExperiment &) { return "behaviors"; },
                                 [](const FanOutExperiment &) { return "children"; },
                                 [](const BoidsExperiment &) { return "steps"; }},
                      experiment);
}

unsigned workersOf(const Experiment &experiment)
{
    return std::visit([](const auto &one) { return one.workers; }, experiment);
}

void setWorkers(Experiment &experiment, unsigned workers)
{
    std::visit([&](auto &one) { one.workers = workers; }, experiment);
}

void setRepeats(Experiment &experiment, std::uint32_t repeats)
{
    std::visit([&](auto &one) { one.repeats = repeats; }, experiment);
}

bool schedulerStats(const Experiment &experiment)
{
    return std::visit([](const auto &one) { return one.schedulerStats; }, experiment);
}

void setSchedulerStats(Experiment &experiment, bool on)
{
    std::visit([&](auto &one) { one.schedulerStats = on; }, experiment);
}

std::optional<double> measuredSeconds(const Experiment &experiment)
{
    using Seconds = std::optional<double>;
    return std::visit(
        Overloaded{[](const ChainRingExperiment &rings) { return Seconds(rings.durationSeconds); },
                   [](const FanOutExperiment &) { return Seconds(); },
                   [](const BoidsExperiment &boids) {
                       return boids.steps ? Seconds() : Seconds(boids.durationSeconds);
                   }},
        experiment);
}

std::optional<double> plannedSeconds(const Experiment &experiment)
{
    std::optional<double> seconds = measuredSeconds(experiment);
    const auto addWarmup = [&](const auto &one) {
        if constexpr (requires { one.warmupSeconds; })
            *seconds += one.warmupSeconds;
    };
    if (seconds)
        std::visit(addWarmup, experiment);
    return seconds;
}

double usualWarmupSeconds(double durationSeconds)
{
    return std::min(1.0, durationSeconds / 10);
}

Experiment derived(const Experiment &experiment)
{
    return std::visit([](const auto &one) { return Experiment(derived(one)); }, experiment);
}

std::optional<std::string> validate(const Experiment &experiment)
{
    return std::visit([](const auto &one) { return validate(one); }, experiment);
}

std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks)
{
    return std::visit([&](const auto &one) { return measure(one, repeatIndex, hooks); },
                      experiment);
}

Json inputsJson(const Experiment &experiment)
{
    Json inputs =
        std::visit([](const auto &one) { return JsonWriter::writeFields(one); }, experiment);
    inputs[WorkloadField] = workloadName(experiment);
    return inputs;
}

Experiment experimentFromInputs(const Json &inputs)
{
    JsonReader reader(inputs, "inputs");
    std::string workload;
    reader.required(WorkloadField, workload);
    Experiment experiment = defaultExperiment(workload);
    std::visit([&](auto &one) { describe(one, reader); }, experiment);
    return experiment;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/experiment.h"

#include "lab/experiments/workload.h"
#include "lab/results/json_reader.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

constexpr const char *WorkloadField = "workload";

} // namespace

Configuration::Configuration(const Workload &which)
    : workload(&which)
    , options(which.defaultOptions())
{ }

Experiment::Experiment(const Workload &which)
    : Experiment(Configuration(which))
{
    workers = which.about().workers;
}

Experiment::Experiment(const Configuration &configuration)
    : Configuration(configuration)
    , schedulerStats(configuration.workload->about().schedulerStats)
{ }

std::optional<double> measuredSeconds(const Experiment &experiment)
{
    if (experiment.steps || experiment.workload->about().timing == Timing::FixedWork)
        return {};
    return experiment.durationSeconds;
}

std::optional<double> plannedSeconds(const Experiment &experiment)
{
    std::optional<double> seconds = measuredSeconds(experiment);
    if (seconds)
        *seconds += experiment.warmupSeconds;
    return seconds;
}

double usualWarmupSeconds(double durationSeconds)
{
    return std::min(1.0, durationSeconds / 10);
}

Configuration derived(Configuration configuration)
{
    configuration.workload->derive(configuration);
    return configuration;
}

Experiment derived(Experiment experiment)
{
    experiment.workload->derive(experiment);
    return experiment;
}

Outcome validate(const Configuration &configuration)
{
    if (configuration.workers < 1)
        return Outcome::failure("workers must be at least 1");
    return configuration.workload->validate(configuration);
}

Outcome validate(const Experiment &experiment)
{
    if (experiment.steps == 0u)
        return Outcome::failure("steps must be at least 1");
    if (!(experiment.durationSeconds > 0) || !(experiment.warmupSeconds >= 0))
        return Outcome::failure("duration must be above 0 and warmup must not be below 0");
    return validate(static_cast<const Configuration &>(experiment));
}

std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks)
{
    return experiment.workload->measure(experiment, repeatIndex, hooks);
}

Json inputsJson(const Experiment &experiment)
{
    Json inputs = experiment.workload->write(experiment);
    inputs[WorkloadField] = experiment.workload->about().name;
    return inputs;
}

Experiment experimentFromInputs(const Json &inputs)
{
    JsonReader reader(inputs, "inputs");
    std::string name;
    reader.required(WorkloadField, name);
    Experiment experiment(workloadNamed(name));
    experiment.workload->read(reader, experiment);
    return experiment;
}

} // namespace cownscope::lab

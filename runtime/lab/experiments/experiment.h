// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/experiments/measured_window.h"
#include "lab/experiments/workload_options.h"

#include <cstdint>
#include <optional>

namespace cownscope::lab {

class Workload;

// The maximum number of workers that can be requested.
inline constexpr unsigned MostWorkers = 1024;

// A workload with its options, to measure or to run live.
struct Configuration
{
    // With the workload's defaults.
    explicit Configuration(const Workload &workload);

    const Workload *workload; // never null
    unsigned workers = 1;
    WorkloadOptions options; // a size of 0 may mean "derived from the workers"

    bool operator==(const Configuration &) const = default;
};

// A configuration with the duration and number of its measurements.
struct Experiment : Configuration
{
    // With the workload's defaults.
    explicit Experiment(const Workload &workload);
    // This configuration with the default duration.
    explicit Experiment(const Configuration &configuration);

    std::optional<std::uint64_t> steps; // number of steps to measure; unset: durationSeconds
    double durationSeconds = 5;
    double warmupSeconds = 0.5;
    bool schedulerStats = false;
    std::uint32_t repeats = 1;
};

// The duration of one repeat, without and with warm-up; empty if the amount of work is fixed
// instead.
std::optional<double> measuredSeconds(const Experiment &experiment);
std::optional<double> plannedSeconds(const Experiment &experiment);

// The default warm-up for a duration: a tenth of it, at most 1 s.
double usualWarmupSeconds(double durationSeconds);

// Returns a copy with automatic sizes replaced by derived ones.
Configuration derived(Configuration configuration);
Experiment derived(Experiment experiment);

// Fails with what is wrong with the derived configuration or experiment.
Outcome validate(const Configuration &configuration);
Outcome validate(const Experiment &experiment);

// Runs the derived experiment once in a new runtime, whose main thread is the calling thread; empty
// if it was interrupted.
std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks);

// The experiment as "inputs"; or, if it is not derived, as "fixed", with null for automatic sizes.
Json inputsJson(const Experiment &experiment);

// The reverse, for a child process or an opened file. The workload's name is required; other
// missing inputs keep their defaults. Throws ResultError that names the field.
Experiment experimentFromInputs(const Json &inputs);

} // namespace cownscope::lab

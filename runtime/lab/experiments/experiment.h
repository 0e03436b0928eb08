// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lab/experiments/measured_window.h"
#include "lab/experiments/workload_options.h"

namespace cownscope::lab {

class Workload;

// The largest number of workers that can be asked for.
inline constexpr unsigned MostWorkers = 1024;

// What runs, measured or live.
struct Configuration
{
    // With the workload's defaults.
    explicit Configuration(const Workload &workload);

    const Workload *workload; // never null
    unsigned workers = 1;
    WorkloadOptions options; // sizes that are 0 may stand for "derived for the workers"

    bool operator==(const Configuration &) const = default;
};

// A configuration, and for how long and how often it is measured.
struct Experiment : Configuration
{
    // With the workload's defaults.
    explicit Experiment(const Workload &workload);
    // This configuration for the usual time.
    explicit Experiment(const Configuration &configuration);

    std::optional<std::uint64_t> steps; // measured exactly these, else durationSeconds
    double durationSeconds = 5;
    double warmupSeconds = 0.5;
    bool schedulerStats = false;
    std::uint32_t repeats = 1;
};

// Of one repeat, without and with warming up; nothing where the amount of work is fixed and not the
// time.
std::optional<double> measuredSeconds(const Experiment &experiment);
std::optional<double> plannedSeconds(const Experiment &experiment);

// How long to warm up for a duration unless it is said otherwise: a tenth of it, at most 1 s.
double usualWarmupSeconds(double durationSeconds);

// The same with the sizes derived that are to be.
Configuration derived(Configuration configuration);
Experiment derived(Experiment experiment);

// One sentence about what is wrong with the derived configuration or experiment, or nothing.
std::optional<std::string> validate(const Configuration &configuration);
std::optional<std::string> validate(const Experiment &experiment);

// Runs the derived experiment once in a runtime of its own, on whose main thread this is called;
// nothing if it was interrupted.
std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks);

// The experiment for "inputs" or, not derived, for "fixed": sizes to be derived are null.
Json inputsJson(const Experiment &experiment);

// The reverse, for a child process or an opened file. The workload's name must be among the inputs;
// everything else that is missing keeps its default. Throws ResultError that names the field.
Experiment experimentFromInputs(const Json &inputs);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "lab/experiments/boids_experiment.h"
#include "lab/experiments/chain_ring_experiment.h"
#include "lab/experiments/fan_out_experiment.h"

namespace cownscope::lab {

// One configuration of any workload.
using Experiment = std::variant<ChainRingExperiment, FanOutExperiment, BoidsExperiment>;

// As on the command line and in "inputs": "chain-ring", "fanout", "boids".
std::string workloadName(const Experiment &experiment);
// Throws ResultError for a name that there is none of. Otherwise the experiment with its defaults.
Experiment defaultExperiment(const std::string &workload);

// What throughput counts, in the plural: "behaviors", "children", "steps".
std::string unitOf(const Experiment &experiment);

unsigned workersOf(const Experiment &experiment);
void setWorkers(Experiment &experiment, unsigned workers);
void setRepeats(Experiment &experiment, std::uint32_t repeats);
bool schedulerStats(const Experiment &experiment);
void setSchedulerStats(Experiment &experiment, bool on);

// Of one repeat, without and with warming up; nothing where the amount of work is fixed and not the
// time.
std::optional<double> measuredSeconds(const Experiment &experiment);
std::optional<double> plannedSeconds(const Experiment &experiment);

// How long to warm up for a duration unless it is said otherwise: a tenth of it, at most 1 s.
double usualWarmupSeconds(double durationSeconds);

// The largest number of workers that can be asked for.
inline constexpr unsigned MostWorkers = 1024;

// Forwarded to the experiment itself.
Experiment derived(const Experiment &experiment);
std::optional<std::string> validate(const Experiment &experiment);
std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks);

// The configuration for "inputs" or, not derived, for "fixed": sizes to be derived are null.
Json inputsJson(const Experiment &experiment);

// The reverse, for a child process or an opened file. The workload's name must be among the inputs;
// everything else that is missing keeps its default. Throws ResultError that names the field.
Experiment experimentFromInputs(const Json &inputs);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/child_run.h"
#include "lab/experiments/axis.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

// The order of the runs. Random: in rounds; each round measures every point once, in a new random
// order, so that changes of the machine over time affect all points equally (a randomized block
// design). Sequential: all repeats of one point, then those of the next.
enum class Order { Random, Sequential };

std::string orderName(Order order); // "random", "sequential"

struct SweepPlan
{
    Experiment base; // before the axis is applied
    std::string axis = NoAxis;
    std::vector<Json> values = {Json()}; // as from parseSweepValues
    std::uint32_t repeats = 1;
    Order order = Order::Random;
    std::uint64_t orderSeed = 1;
};

struct PlannedPoint
{
    std::string label;     // for people: "workers=2", or the workload's name without an axis
    Experiment experiment; // derived and valid
};

// All points, in the order of the values. Throws ConfigurationError that names the first point that
// cannot be measured, and the reason.
std::vector<PlannedPoint> plannedPoints(const SweepPlan &plan);

struct PlannedRun
{
    std::size_t point = 0; // index
    std::uint32_t repeat = 0;

    bool operator==(const PlannedRun &) const = default;
};

// The same seed gives the same order on every machine.
std::vector<PlannedRun> plannedRuns(std::size_t points, std::uint32_t repeats, Order order,
                                    std::uint64_t seed);

// The number of physical cores that children may use; empty if a launcher decides that, perhaps on
// another machine.
std::optional<unsigned> coresFor(const ChildOptions &options);

// A warning sentence if points have more workers than there are cores.
std::optional<std::string> crowdingWarning(const std::vector<PlannedPoint> &points, unsigned cores);

// Warnings about a valid plan, as sentences. None about cores if their number is unknown.
std::vector<std::string> warningsAbout(const SweepPlan &plan,
                                       const std::vector<PlannedPoint> &points,
                                       std::optional<unsigned> cores = coresFor({}));

// The initial document of a sweep: the plan's part of the metadata, and "sweep". It is marked
// interrupted until runSweep() has measured everything.
Document documentFor(const SweepPlan &plan, Metadata metadata);

} // namespace cownscope::lab

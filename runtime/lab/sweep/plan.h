// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lab/children/child_run.h"
#include "lab/experiments/axis.h"

namespace cownscope::lab {

// In which order repeats are taken. Random: round by round, each round taking every point once, in
// an order drawn anew, so that whatever changes on the machine meanwhile falls on all points alike
// (a randomized block design). Sequential: all repeats of one point, then those of the next.
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

// All points, in the order of the values. Throws ConfigurationError that names the first point
// which cannot be measured, and why.
std::vector<PlannedPoint> plannedPoints(const SweepPlan &plan);

struct PlannedRun
{
    std::size_t point = 0; // index
    std::uint32_t repeat = 0;

    bool operator==(const PlannedRun &) const = default;
};

// The same for the same seed on every machine.
std::vector<PlannedRun> plannedRuns(std::size_t points, std::uint32_t repeats, Order order,
                                    std::uint64_t seed);

// The physical cores that children may use; nothing if a launcher decides that, perhaps on another
// machine.
std::optional<unsigned> coresFor(const ChildOptions &options);

// A sentence if points have more workers than there are cores.
std::optional<std::string> crowdingWarning(const std::vector<PlannedPoint> &points, unsigned cores);

// What is doubtful about the plan though it can be carried out; sentences. Nothing about cores if
// their number is not known.
std::vector<std::string> warningsAbout(const SweepPlan &plan,
                                       const std::vector<PlannedPoint> &points,
                                       std::optional<unsigned> cores = coresFor({}));

// Of a result file that this plan makes: the plan's part of the metadata, and "sweep". As nothing
// is measured yet, it says that it was interrupted; runSweep() changes that at the end.
Document documentFor(const SweepPlan &plan, Metadata metadata);

} // namespace cownscope::lab

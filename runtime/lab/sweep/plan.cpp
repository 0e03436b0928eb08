// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/sweep/plan.h"

#include "base/number_text.h"
#include "base/split_mix.h"
#include "lab/comparison/comparison.h"

#include <boc/processors.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace cownscope::lab {

namespace {

// Fisher-Yates shuffle; the bias of the modulo is below 2^-32 for any number of points.
void shuffle(std::vector<std::size_t> &items, SplitMix &random)
{
    for (std::size_t left = items.size(); left > 1; --left)
        std::swap(items[left - 1], items[random.next() % left]);
}

std::string counted(std::size_t count, const char *noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string labelOf(const SweepPlan &plan, const Json &value)
{
    return plan.axis == NoAxis ? plan.base.workload->about().name
                               : plan.axis + '=' + axisValueText(value);
}

} // namespace

std::string orderName(Order order)
{
    return order == Order::Random ? "random" : "sequential";
}

std::vector<PlannedPoint> plannedPoints(const SweepPlan &plan)
{
    std::vector<PlannedPoint> points;
    for (const Json &value : plan.values) {
        PlannedPoint point{.label = labelOf(plan, value), .experiment = plan.base};
        point.experiment.repeats = plan.repeats;
        if (plan.axis != NoAxis)
            applyAxisValue(point.experiment, plan.axis, value);
        point.experiment = derived(point.experiment);
        if (const Outcome valid = validate(point.experiment); !valid)
            throw ConfigurationError("cannot measure " + point.label + ": " + valid.reason());
        points.push_back(std::move(point));
    }
    return points;
}

std::vector<PlannedRun> plannedRuns(std::size_t points, std::uint32_t repeats, Order order,
                                    std::uint64_t seed)
{
    std::vector<PlannedRun> runs;
    std::vector<std::size_t> round(points);
    std::iota(round.begin(), round.end(), std::size_t{0});
    SplitMix random(seed, points);
    if (order == Order::Random) {
        for (std::uint32_t repeat = 0; repeat < repeats; ++repeat) {
            shuffle(round, random);
            for (const std::size_t point : round)
                runs.push_back({point, repeat});
        }
    } else {
        for (const std::size_t point : round) {
            for (std::uint32_t repeat = 0; repeat < repeats; ++repeat)
                runs.push_back({point, repeat});
        }
    }
    return runs;
}

std::optional<unsigned> coresFor(const ChildOptions &options)
{
    if (!options.launcher.empty())
        return {};
    return options.cpus.empty() ? boc::physicalCores() : boc::physicalCores(options.cpus);
}

std::optional<std::string> crowdingWarning(const std::vector<PlannedPoint> &points, unsigned cores)
{
    std::set<unsigned> tooMany;
    for (const PlannedPoint &point : points) {
        if (point.experiment.workers > cores)
            tooMany.insert(point.experiment.workers);
    }
    if (tooMany.empty())
        return {};
    std::string list;
    for (const unsigned workers : tooMany)
        list += (list.empty() ? "" : ", ") + std::to_string(workers);
    const std::string number = std::to_string(cores);
    return list + " workers are more than the " + number + " usable physical core"
        + (cores == 1 ? "" : "s") + " and will share " + (cores == 1 ? "it" : "them");
}

std::vector<std::string> warningsAbout(const SweepPlan &plan,
                                       const std::vector<PlannedPoint> &points,
                                       std::optional<unsigned> cores)
{
    std::vector<std::string> warnings;
    if (const auto duration = measuredSeconds(plan.base); duration && *duration < 1) {
        warnings.push_back("duration " + numberText(*duration)
                           + " s is short; results will be noisy");
    }
    if (cores) {
        if (const auto crowding = crowdingWarning(points, *cores))
            warnings.push_back(*crowding);
    }
    if (const std::size_t needed = repeatsToCompare(points.size()); plan.repeats < needed)
        warnings.push_back(counted(plan.repeats, "repeat") + " of "
                           + counted(points.size(), "point") + (plan.repeats == 1 ? " is" : " are")
                           + " too few to compare with another result; at least "
                           + std::to_string(needed) + " are needed");
    return warnings;
}

Document documentFor(const SweepPlan &plan, Metadata metadata)
{
    Document document;
    document.metadata = std::move(metadata);
    document.metadata.interrupted = true;
    document.metadata.more["order"] = orderName(plan.order);
    if (plan.order == Order::Random)
        document.metadata.more["order_seed"] = plan.orderSeed;
    Experiment base = plan.base;
    base.repeats = plan.repeats;
    document.sweep.axis = plan.axis;
    document.sweep.values = plan.values;
    document.sweep.fixed = inputsJson(base);
    if (plan.axis == "workers")
        document.sweep.fixed.erase("workers");
    return document;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/axis.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "workloads/list_of_names.h"
#include "workloads/number_text.h"

namespace cownscope::lab {

namespace {

constexpr std::uint64_t mostOfASize = 1'000'000'000;

Json wholeNumber(const std::string &text, std::uint64_t least, std::uint64_t most)
{
    const auto value = numberFrom<std::uint64_t>(text);
    return value && *value >= least && *value <= most ? Json(*value) : Json();
}

// An axis whose values are whole numbers, set by a function of the workload's own experiment.
template <typename Workload, typename Set>
Axis numberAxis(std::string name, std::uint64_t least, std::uint64_t most, std::vector<Json> usual,
                Set set)
{
    return {
        .name = std::move(name),
        .expected = "whole numbers from " + std::to_string(least) + " to " + std::to_string(most),
        .usual = std::move(usual),
        .parse = [least, most](const std::string &text) { return wholeNumber(text, least, most); },
        .apply =
            [set](Experiment &experiment, const Json &value) {
                set(std::get<Workload>(experiment), value.get<std::uint64_t>());
            }};
}

std::uint32_t narrow(std::uint64_t value)
{
    return static_cast<std::uint32_t>(value); // parse() lets nothing larger through
}

std::vector<Json> usualWorkers()
{
    const std::set<unsigned> values{1, 2, 4, 8, std::min(16u, boc::physicalCores())};
    return {values.begin(), values.end()};
}

Json payload(const std::string &text)
{
    const auto x = text.find('x');
    if (x == std::string::npos)
        return {};
    const Json rows = wholeNumber(text.substr(0, x), 1, mostOfASize);
    const Json columns = wholeNumber(text.substr(x + 1), 1, mostOfASize);
    return rows.is_null() || columns.is_null() ? Json() : Json::array({rows, columns});
}

std::vector<Axis> chainRingAxes()
{
    using Rings = ChainRingExperiment;
    const auto deriveAnew = [](Rings &rings) {
        rings.options.rings = 0;
        rings.options.chainsPerRing = 0;
    };
    return {
        numberAxis<Rings>("workers", 1, MostWorkers, usualWorkers(),
                          [=](Rings &rings, std::uint64_t value) {
                              rings.workers = narrow(value);
                              deriveAnew(rings);
                          }),
        numberAxis<Rings>(
            "iters", 1, mostOfASize, {250, 500, 1000, 2000, 4000, 8000},
            [](Rings &rings, std::uint64_t value) { rings.options.iters = narrow(value); }),
        numberAxis<Rings>("group-size", 1, mostOfASize, {1, 2, 4, 8},
                          [=](Rings &rings, std::uint64_t value) {
                              rings.options.groupSize = narrow(value);
                              deriveAnew(rings);
                          }),
        {.name = "payload",
         .expected = "sizes like 16x16",
         .usual = {{4, 4}, {8, 8}, {16, 16}, {32, 32}, {64, 64}},
         .parse = payload,
         .apply =
             [](Experiment &experiment, const Json &value) {
                 auto &options = std::get<Rings>(experiment).options;
                 options.payloadRows = value[0].get<std::uint32_t>();
                 options.payloadCols = value[1].get<std::uint32_t>();
             }},
    };
}

std::vector<Axis> fanOutAxes()
{
    using Fan = FanOutExperiment;
    return {
        numberAxis<Fan>("workers", 1, MostWorkers, usualWorkers(),
                        [](Fan &fan, std::uint64_t value) { fan.workers = narrow(value); }),
        numberAxis<Fan>(
            "fanout-width", 1, mostOfASize, {1, 2, 4, 8, 16, 32},
            [](Fan &fan, std::uint64_t value) { fan.options.fanoutWidth = narrow(value); }),
        numberAxis<Fan>(
            "producers", 1, mostOfASize, {1, 2, 4, 8},
            [](Fan &fan, std::uint64_t value) { fan.options.producers = narrow(value); }),
        numberAxis<Fan>(
            "child-iters", 1, mostOfASize, {1, 2, 4, 8},
            [](Fan &fan, std::uint64_t value) { fan.options.childIters = narrow(value); }),
        numberAxis<Fan>("producer-steps", 1, 1000 * mostOfASize, {100, 500, 1000, 5000},
                        [](Fan &fan, std::uint64_t value) { fan.options.producerSteps = value; }),
    };
}

std::vector<Axis> boidsAxes()
{
    using Boids = BoidsExperiment;
    const auto keepDensity = [](Boids &boids) {
        if (boids.neighbors)
            fitWorld(boids, *boids.neighbors);
    };
    return {
        numberAxis<Boids>("workers", 1, MostWorkers, usualWorkers(),
                          [](Boids &boids, std::uint64_t value) { boids.workers = narrow(value); }),
        numberAxis<Boids>("boids", 0, boids::maxBoids, {300, 1000, 3000, 10000, 30000},
                          [=](Boids &boids, std::uint64_t value) {
                              boids.options.boids = narrow(value);
                              keepDensity(boids);
                          }),
        {.name = "visual-range",
         .expected = "numbers above 0",
         .usual = {25, 50, 75, 100},
         .parse =
             [](const std::string &text) {
                 const auto value = numberFrom<double>(text);
                 return value && std::isfinite(*value) && *value > 0 ? Json(*value) : Json();
             },
         .apply =
             [=](Experiment &experiment, const Json &value) {
                 auto &boids = std::get<Boids>(experiment);
                 boids.options.parameters.visualRange = value.get<float>();
                 keepDensity(boids);
             }},
    };
}

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

const std::vector<Axis> &axesOf(const Experiment &experiment)
{
    static const std::vector<std::vector<Axis>> all{chainRingAxes(), fanOutAxes(), boidsAxes()};
    return all[experiment.index()];
}

std::string axisNames(const Experiment &experiment)
{
    return listOfNames(axesOf(experiment), &Axis::name) + " or " + NoAxis;
}

const Axis &axisOf(const Experiment &experiment, std::string_view name)
{
    const auto &axes = axesOf(experiment);
    const auto found = std::ranges::find(axes, name, &Axis::name);
    if (found == axes.end())
        throw ConfigurationError("must be " + axisNames(experiment) + ", but is \""
                                 + std::string(name) + '"');
    return *found;
}

std::vector<Json> parseSweepValues(const Experiment &experiment, std::string_view axisName,
                                   const std::string &text)
{
    std::vector<std::string> tokens;
    // Semicolons between the values leave the comma to decimals.
    const char separator = text.find(';') == std::string::npos ? ',' : ';';
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (std::string token = trimmed(text.substr(begin, end - begin)); !token.empty())
            tokens.push_back(std::move(token));
        begin = end + 1;
    }
    if (axisName == NoAxis) {
        if (!tokens.empty())
            throw ConfigurationError("must be left out where the axis is none");
        return {Json()};
    }
    const Axis &axis = axisOf(experiment, axisName);
    if (tokens.empty())
        return axis.usual;
    std::vector<Json> values;
    for (const std::string &token : tokens) {
        std::string number = token;
        std::ranges::replace(number, ',', '.');
        Json value = axis.parse(number);
        if (value.is_null())
            throw ConfigurationError("must be " + axis.expected
                                     + " with commas between them, but has \"" + token + '"');
        if (std::ranges::find(values, value) != values.end())
            throw ConfigurationError("has " + token + " twice");
        values.push_back(std::move(value));
    }
    return values;
}

std::string axisValueText(const Json &value)
{
    if (value.is_array() && value.size() == 2)
        return value[0].dump() + 'x' + value[1].dump();
    if (value.is_number_float())
        return numberText(value.get<double>()); // 50 and not 50.0
    return value.is_null() ? "-" : value.dump();
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/comparison/conditions.h"

#include "lab/results/axis_label.h"
#include "lab/results/text_table.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

using Differences = std::vector<ConditionDifference>;

void addIfDifferent(Differences &differences, const char *name,
                    const std::optional<std::string> &base, const std::optional<std::string> &other)
{
    if (base != other) {
        differences.push_back(
            {.name = name, .base = base.value_or(NoValue), .other = other.value_or(NoValue)});
    }
}

std::string textOf(const Json &inputs, const std::string &name)
{
    return inputs.contains(name) ? inputText(inputs[name]) : NoValue;
}

// Numbers written differently, such as 8 and 8.0, are equal.
bool isSame(const Json &base, const Json &other, const std::string &name)
{
    return base.contains(name) == other.contains(name)
        && (!base.contains(name) || base[name] == other[name]);
}

Differences inputDifferences(const PointPair &pair)
{
    Differences differences;
    const Json &base = pair.base->inputs;
    const Json &other = pair.other->inputs;
    const auto look = [&](const std::string &name) {
        if (name != "repeats" && !isSame(base, other, name)) {
            differences.push_back(
                {.name = name, .base = textOf(base, name), .other = textOf(other, name)});
        }
    };
    for (const auto &[name, value] : base.items())
        look(name);
    for (const auto &[name, value] : other.items()) {
        if (!base.contains(name))
            look(name);
    }
    return differences;
}

} // namespace

std::vector<ConditionDifference> conditionDifferences(const Metadata &base, const Metadata &other,
                                                      const std::vector<PointPair> &pairs)
{
    Differences all;
    addIfDifferent(all, "hostname", base.hostname, other.hostname);
    addIfDifferent(all, "cpu_model", base.cpuModel, other.cpuModel);
    addIfDifferent(all, "compiler", base.compiler, other.compiler);
    addIfDifferent(all, "build_type", base.buildType, other.buildType);

    std::vector<Differences> byPair;
    byPair.reserve(pairs.size());
    for (const PointPair &pair : pairs)
        byPair.push_back(inputDifferences(pair));
    const auto isInAll = [&](const ConditionDifference &difference) {
        return std::ranges::all_of(byPair, [&](const Differences &differences) {
            return std::ranges::find(differences, difference) != differences.end();
        });
    };
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        for (ConditionDifference &difference : byPair[i]) {
            const bool everywhere = isInAll(difference);
            if (!everywhere)
                all.push_back({difference.name, difference.base, difference.other, pairs[i].label});
            else if (i == 0)
                all.push_back(difference);
        }
    }
    return all;
}

} // namespace cownscope::lab

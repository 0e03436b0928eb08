// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/axis.h"

#include "base/list_of_names.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

std::string trimmed(const std::string &text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

} // namespace

std::vector<const Option *> axesOf(const Workload &workload)
{
    std::vector<const Option *> axes;
    for (const Option &option : workload.options()) {
        if (option.isAxis())
            axes.push_back(&option);
    }
    return axes;
}

std::string axisNames(const Workload &workload)
{
    return listOfNames(axesOf(workload), &Option::name) + " or " + NoAxis;
}

const Option &axisOf(const Workload &workload, std::string_view name)
{
    const auto axes = axesOf(workload);
    const auto found = std::ranges::find(axes, name, &Option::name);
    if (found == axes.end())
        throw ConfigurationError("must be " + axisNames(workload) + ", but is \""
                                 + std::string(name) + '"');
    return **found;
}

void applyAxisValue(Configuration &configuration, std::string_view name, const Json &value)
{
    const Option &axis = axisOf(*configuration.workload, name);
    axis.set(configuration, value);
    if (axis.afterSweep)
        axis.afterSweep(configuration);
}

std::vector<Json> parseSweepValues(const Workload &workload, std::string_view axisName,
                                   const std::string &text)
{
    std::vector<std::string> tokens;
    // With semicolons between the values, commas are decimal signs.
    const char separator = text.find(';') == std::string::npos ? ',' : ';';
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(separator, begin), text.size());
        if (std::string token = trimmed(text.substr(begin, end - begin)); !token.empty())
            tokens.push_back(std::move(token));
        begin = end + 1;
    }
    if (axisName == NoAxis) {
        if (!tokens.empty())
            throw ConfigurationError("must be left out if the axis is none");
        return {Json()};
    }
    const Option &axis = axisOf(workload, axisName);
    if (tokens.empty())
        return axis.sweepValues;
    std::vector<Json> values;
    for (const std::string &token : tokens) {
        std::string number = token;
        std::ranges::replace(number, ',', '.');
        Json value = axis.parse(number);
        if (value.is_null())
            throw ConfigurationError("must be " + axis.expected()
                                     + " separated by commas, but contains \"" + token + '"');
        if (std::ranges::find(values, value) != values.end())
            throw ConfigurationError("contains " + token + " twice");
        values.push_back(std::move(value));
    }
    return values;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/axis_label.h"

#include "lab/results/json_text.h"
#include "lab/results/text_table.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

Json input(const Point &point, const std::string &name)
{
    const auto found = point.inputs.find(name);
    return found == point.inputs.end() ? Json() : *found;
}

} // namespace

Json axisValue(const std::string &axis, const Point &point)
{
    if (axis == "payload") {
        return inputText(input(point, "payload_rows")) + 'x'
            + inputText(input(point, "payload_cols"));
    }
    std::string name = axis;
    std::ranges::replace(name, '-', '_');
    return input(point, name);
}

std::string axisLabel(const std::string &axis, const Point &point)
{
    const bool known = axis == "workers" || axis == "iters" || axis == "group-size";
    const Json value = axisValue(axis, point);
    return value.is_null() && !known ? NoValue : inputText(value);
}

std::string inputText(const Json &value)
{
    if (value.is_null())
        return "None";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_structured() && value.size() > 4) // a long list is unreadable in one line
        return std::to_string(value.size()) + (value.is_array() ? " values" : " fields");
    return lineText(value);
}

} // namespace cownscope::lab

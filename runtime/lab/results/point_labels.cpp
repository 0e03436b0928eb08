// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/point_labels.h"

#include "lab/results/axis_label.h"

#include <algorithm>
#include <array>
#include <map>

namespace cownscope::lab {

namespace {

// Inputs about durations and counts of repeats.
constexpr std::array<std::string_view, 3> timings{"duration", "warmup", "repeats"};

bool isTiming(const std::string &name)
{
    return std::ranges::find(timings, name) != timings.end();
}

bool hasAxis(const Document &document)
{
    return document.sweep.axis != "none";
}

// The inputs that differ between points, in the order of their appearance, the workload first. An
// input that only one workload has counts only if it differs between that workload's points.
std::vector<std::string> differing(const Document &document)
{
    std::vector<std::string> names{"workload"};
    for (const Point &point : document.points) {
        for (const auto &[name, value] : point.inputs.items()) {
            if (std::ranges::find(names, name) == names.end() && !isTiming(name))
                names.push_back(name);
        }
    }
    std::erase_if(names, [&document](const std::string &name) {
        // An input that is missing in another workload is not a difference.
        const Json *first = nullptr;
        for (const Point &point : document.points) {
            const auto found = point.inputs.find(name);
            if (found == point.inputs.end())
                continue;
            if (first && *first != *found)
                return false;
            first = &*found;
        }
        return true;
    });
    return names;
}

std::string labelOf(const Point &point, const std::vector<std::string> &names)
{
    std::string label;
    for (const std::string &name : names) {
        const auto found = point.inputs.find(name);
        if (found == point.inputs.end())
            continue;
        std::string text = name == "workload" ? std::string{} : name + ' ';
        std::ranges::replace(text, '_', '-');
        label += (label.empty() ? "" : ", ") + text + inputText(*found);
    }
    return label;
}

} // namespace

std::vector<std::string> pointLabels(const Document &document)
{
    std::vector<std::string> labels;
    if (hasAxis(document) || document.points.size() < 2) {
        for (const Point &point : document.points)
            labels.push_back(axisLabel(document.sweep.axis, point));
        return labels;
    }
    const std::vector<std::string> names = differing(document);
    std::map<std::string, int> count;
    for (const Point &point : document.points) {
        std::string label = labelOf(point, names);
        const int time = ++count[label];
        if (label.empty())
            label = "point " + std::to_string(time);
        else if (time > 1)
            label += " (" + std::to_string(time) + ')';
        labels.push_back(std::move(label));
    }
    return labels;
}

std::string pointHeading(const std::string &axis, std::size_t points)
{
    return axis == "none" && points > 1 ? "point" : axis;
}

Json inputsWithoutTiming(const Point &point)
{
    Json inputs = Json::object();
    for (const auto &[name, value] : point.inputs.items()) {
        if (!isTiming(name))
            inputs[name] = value;
    }
    return inputs;
}

} // namespace cownscope::lab

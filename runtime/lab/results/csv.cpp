// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/csv.h"

#include "base/number_text.h"
#include "lab/results/axis_label.h"

namespace cownscope::lab {

namespace {

using Fields = std::vector<std::string>;

std::string quoted(const std::string &field)
{
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string text = "\"";
    for (const char character : field) {
        if (character == '"')
            text += '"';
        text += character;
    }
    return text + '"';
}

std::string textOf(const Json &value)
{
    return value.is_null() ? std::string() : inputText(value);
}

} // namespace

std::string csvLine(const std::vector<std::string> &fields)
{
    std::string text;
    for (const std::string &field : fields) {
        text += quoted(field);
        text += ',';
    }
    if (!text.empty())
        text.pop_back();
    return text + "\r\n";
}

std::string toCsv(const Document &document)
{
    std::string text = csvLine({"workload", "axis", "value", "point", "repeat_index", "throughput",
                                "elapsed_s", "completed", "error"});
    for (std::size_t i = 0; i < document.points.size(); ++i) {
        const Point &point = document.points[i];
        const Fields start{textOf(point.inputs.value("workload", Json())), document.sweep.axis,
                           textOf(axisValue(document.sweep.axis, point)), std::to_string(i)};
        const std::string error = point.error ? point.error->message : "";
        const auto add = [&](const Fields &measured) {
            Fields fields = start;
            fields.insert(fields.end(), measured.begin(), measured.end());
            fields.push_back(error);
            text += csvLine(fields);
        };
        for (const Repeat &repeat : point.repeats) {
            add({std::to_string(repeat.repeatIndex), exactText(repeat.throughput),
                 exactText(repeat.elapsedSeconds),
                 repeat.completedBehaviors ? std::to_string(*repeat.completedBehaviors) : ""});
        }
        if (point.repeats.empty())
            add({"", "", "", ""});
    }
    return text;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/table.h"

#include <utility>

#include "lab/results/axis_label.h"
#include "lab/results/speedup.h"
#include "lab/results/text_table.h"

namespace cownscope::lab {

namespace {

Row rowOf(const std::string &axis, const Point &point, bool showSpeedup,
          std::optional<double> baseline)
{
    Row row{axisLabel(axis, point)};
    if (point.error) {
        row.insert(row.end(), {"ERROR", NoValue});
        if (showSpeedup)
            row.insert(row.end(), {NoValue, NoValue});
        return row;
    }
    row.push_back(formatted("%.1f", point.throughputMean));
    row.push_back(formatted("%.1f", point.throughputStdev));
    if (showSpeedup) {
        const auto speedup = speedupOf(point.throughputMean, baseline);
        auto percent = efficiencyOf(speedup, point);
        if (percent)
            *percent *= 100;
        row.push_back(formatted("%.2fx", speedup));
        row.push_back(formatted("%.0f%%", percent));
    }
    return row;
}

} // namespace

std::string renderTable(const Document &document)
{
    const std::string &axis = document.sweep.axis;
    std::string text;
    const std::optional<double> baseline = speedupBaseline(document);
    bool showSpeedup = axis == "workers";
    if (showSpeedup && !document.points.empty() && !baseline) {
        showSpeedup = false;
        text += "note: speedup/efficiency suppressed (baseline missing, errored, or "
                "interrupted run)\n";
    }

    Row headers{axis, "throughput", "stdev"};
    if (showSpeedup)
        headers.insert(headers.end(), {"speedup", "efficiency"});
    std::vector<Row> rows{std::move(headers)};
    for (const Point &point : document.points)
        rows.push_back(rowOf(axis, point, showSpeedup, baseline));
    return text + alignedRows(rows);
}

std::string errorLines(const Document &document)
{
    std::string text;
    for (const Point &point : document.points) {
        if (point.error)
            text +=
                axisLabel(document.sweep.axis, point) + ": " + oneLine(point.error->message) + '\n';
    }
    return text;
}

} // namespace cownscope::lab

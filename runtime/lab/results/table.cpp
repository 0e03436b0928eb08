// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/table.h"

#include "lab/results/interruption.h"
#include "lab/results/point_labels.h"
#include "lab/results/speedup.h"
#include "lab/results/text_table.h"

#include <utility>

namespace cownscope::lab {

namespace {

Row rowOf(const std::string &label, const Point &point, bool showSpeedup,
          const std::optional<SpeedupBase> &base)
{
    Row row{label};
    if (hasFailed(point)) {
        row.insert(row.end(), {"ERROR", NoValue});
        if (showSpeedup)
            row.insert(row.end(), {NoValue, NoValue});
        return row;
    }
    row.push_back(numberCell(point.throughputMean, 1));
    row.push_back(numberCell(point.throughputStdev, 1));
    if (showSpeedup) {
        const auto speedup = speedupOf(point.throughputMean, base);
        auto percent = efficiencyOf(speedup, point, base);
        if (percent)
            *percent *= 100;
        row.push_back(numberCell(speedup, 2, "x"));
        row.push_back(numberCell(percent, 0, "%"));
    }
    return row;
}

} // namespace

std::string renderTable(const Document &document)
{
    std::string text;
    if (const auto interruption = interruptionText(document))
        text += "note: " + *interruption + '\n';
    const std::optional<SpeedupBase> base = speedupBase(document);
    bool showSpeedup = document.sweep.axis == "workers";
    if (showSpeedup && !document.points.empty() && !base) {
        showSpeedup = false;
        text += "note: speedup/efficiency suppressed (baseline missing or errored)\n";
    }

    Row headers{pointHeading(document.sweep.axis, document.points.size()), "throughput", "stdev"};
    if (showSpeedup)
        headers.insert(headers.end(), {"speedup", "efficiency"});
    std::vector<Row> rows{std::move(headers)};
    const std::vector<std::string> labels = pointLabels(document);
    for (std::size_t i = 0; i < labels.size(); ++i)
        rows.push_back(rowOf(labels[i], document.points[i], showSpeedup, base));
    text += alignedRows(rows);
    if (showSpeedup && base)
        text += "\nnote: speedup and efficiency are relative to " + baseText(*base);
    return text;
}

std::string errorLines(const Document &document)
{
    std::string text;
    const std::vector<std::string> labels = pointLabels(document);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Point &point = document.points[i];
        if (point.error) {
            text += labels[i] + ": "
                + (isInterrupted(point) ? interruptionText(point) : oneLine(point.error->message))
                + '\n';
        }
    }
    return text;
}

} // namespace cownscope::lab

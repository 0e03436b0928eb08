// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/statistics_table.h"

#include "lab/results/interruption.h"
#include "lab/results/interval.h"
#include "lab/results/point_labels.h"
#include "lab/results/text_table.h"

namespace cownscope::lab {

namespace {

Row rowOf(const std::string &label, const Point &point)
{
    const std::string repeats = std::to_string(point.repeats.size());
    if (hasFailed(point))
        return {label, "ERROR", NoValue, NoValue, NoValue, NoValue, repeats};
    std::string interval = NoValue;
    if (const auto mean = intervalOfMean(point))
        interval = numberCell(mean->front(), 1) + " to " + numberCell(mean->back(), 1);
    return {label,
            numberCell(point.throughputMedian, 1),
            numberCell(point.throughputMad, 1),
            numberCell(point.throughputMin, 1),
            numberCell(point.throughputMax, 1),
            interval,
            repeats};
}

} // namespace

std::string renderStatisticsTable(const Document &document)
{
    std::string text;
    if (const auto interruption = interruptionText(document))
        text += "note: " + *interruption + '\n';
    std::vector<Row> rows{{pointHeading(document.sweep.axis, document.points.size()), "median",
                           "MAD", "min", "max", "95 % interval of mean", "repeats"}};
    const std::vector<std::string> labels = pointLabels(document);
    for (std::size_t i = 0; i < labels.size(); ++i)
        rows.push_back(rowOf(labels[i], document.points[i]));
    return text + alignedRows(rows);
}

} // namespace cownscope::lab

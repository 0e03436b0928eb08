// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/summary.h"

#include "lab/results/interruption.h"
#include "lab/results/interval.h"
#include "lab/statistics/bootstrap.h"
#include "lab/statistics/robust.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cownscope::lab {

Summary summarize(std::span<const double> values)
{
    if (values.empty())
        return {};
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    if (values.size() == 1)
        return {.mean = mean, .stdev = {}, .min = {}, .max = {}};

    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const auto [min, max] = std::ranges::minmax(values);
    return {.mean = mean, .stdev = std::sqrt(squares / (count - 1)), .min = min, .max = max};
}

std::vector<double> throughputsOf(const Point &point)
{
    std::vector<double> values;
    for (const Repeat &repeat : point.repeats)
        values.push_back(repeat.throughput);
    return values;
}

void summarizeRepeats(Point &point)
{
    const std::vector<double> throughputs = throughputsOf(point);
    const Summary summary = summarize(throughputs);
    point.throughputMean = summary.mean;
    point.throughputStdev = summary.stdev;
    point.throughputMin = summary.min;
    point.throughputMax = summary.max;
    point.throughputMedian = median(throughputs);
    point.throughputMad.reset();
    if (throughputs.size() > 1)
        point.throughputMad = medianAbsoluteDeviation(throughputs);
    point.throughputCi95.reset();
    if (throughputs.size() < LeastForInterval)
        return;
    if (const auto interval = bootstrapMean(throughputs))
        point.throughputCi95 = {interval->low, interval->high};
}

void summarizeWhereMissing(Document &document)
{
    for (Point &point : document.points) {
        if (!point.throughputMedian && !hasFailed(point))
            summarizeRepeats(point);
    }
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <optional>
#include <span>
#include <vector>

namespace cownscope::lab {

struct Summary
{
    std::optional<double> mean;
    std::optional<double> stdev; // of a sample: divided by count - 1
    std::optional<double> min;
    std::optional<double> max;

    bool operator==(const Summary &) const = default;
};

// No value: all empty. One value: only the mean, because the spread of one measurement is unknown,
// not zero.
Summary summarize(std::span<const double> values);

// The throughputs of the point's repeats, in their order.
std::vector<double> throughputsOf(const Point &point);

// Sets the point's throughput_… members from its repeats. One repeat gives only mean and median,
// both its value. The interval is that of bootstrapMean with default options, so the same repeats
// always have the same interval; there is none for fewer than LeastForInterval.
void summarizeRepeats(Point &point);

// The same for points that did not fail but have no median: points of other programs, and
// interrupted points of older versions, which have no mean either.
void summarizeWhereMissing(Document &document);

} // namespace cownscope::lab

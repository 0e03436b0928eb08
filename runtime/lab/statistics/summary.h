// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lab/results/result_document.h"

namespace cownscope::lab {

struct Summary
{
    std::optional<double> mean;
    std::optional<double> stdev; // of a sample: divided by count - 1
    std::optional<double> min;
    std::optional<double> max;

    bool operator==(const Summary &) const = default;
};

// No value: all empty. One value: the mean alone, because a spread of one measurement is not zero
// but unknown.
Summary summarize(std::span<const double> values);

// Of the point's repeats, in their order.
std::vector<double> throughputsOf(const Point &point);

// Sets the point's throughput_… members from its repeats. Of one repeat there are the mean and the
// median, both its value, and nothing else. The interval is bootstrapMean's with its own options,
// so the same repeats always have the same one; there is none of fewer than LeastForInterval.
void summarizeRepeats(Point &point);

// The same for points that did not fail and have no median: those of other programs, and those that
// older versions were interrupted at, which have no mean either.
void summarizeWhereMissing(Document &document);

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchmarks/driver/measurement.h"
#include "benchmarks/driver/ratio.h"

#include <optional>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// One comparison, or one figure that stands by itself or has a limit.
struct Line
{
    std::string row;
    std::string figure;
    std::string unit;
    unsigned workers = 1;
    std::optional<double> ours = {}; // median
    std::string peer = {};
    std::optional<double> peersMedian = {};
    std::optional<Spread> ratio = {};
    std::optional<double> target = {}; // of the ratio, at least
    std::optional<double> limit = {};  // of the figure, at most
    std::optional<bool> met = {};      // nothing where there is nothing to meet or to compare
};

// For each figure of the row one line for each peer, or one without; also for peers that have a
// target but did not take part.
std::vector<Line> linesOf(const Measurement &measurement);

// For a terminal.
std::string tableOf(const std::vector<Line> &lines);

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
// What a behavior costs by the number of cowns that it takes: a line, if each costs the same.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t widest = 64;
constexpr std::uint64_t cownsInAll = 512;       // whatever the width, so that caches weigh the same
constexpr std::uint64_t usualCowns = 2'000'000; // about so many taken, for each width in each round
constexpr int rounds = 5;                       // over all widths, of which the median counts

// A loop has cowns of its own, and is used only by who holds them.
struct Loop
{
    std::vector<boc::Cown<std::uint64_t>> cowns;
    LoopClock *clock;
    std::uint64_t left;

    void schedule()
    {
        boc::when(cowns) << [this](auto) {
            if (--left != 0)
                schedule();
            else
                clock->loopDone();
        };
    }
};

// Nanoseconds a behavior.
double behaviorTime(const SampleOptions &options, std::uint64_t width, std::uint64_t behaviors)
{
    const std::uint64_t loops = cownsInAll / width;
    const Shares shares(behaviors, loops);
    LoopClock clock(loops);
    boc::Runtime runtime({.workers = options.workers});
    std::vector<Loop> all;
    for (std::uint64_t i = 0; i < loops; ++i) {
        Loop &loop = all.emplace_back(Loop{{}, &clock, shares.each});
        for (std::uint64_t cown = 0; cown < width; ++cown)
            loop.cowns.emplace_back(0u);
    }
    runtime.when() << [&] {
        clock.begin();
        for (Loop &loop : all)
            loop.schedule();
    };
    runtime.quiesce();
    return 1e9 / clock.perSecond(shares.total);
}

struct Point
{
    double width;
    double time;
};

// The largest deviation, in percent of the time, from the line that makes the sum of the squares of
// these deviations the least.
double largestDeviation(const std::vector<Point> &points)
{
    double weights = 0;
    double widths = 0;
    double times = 0;
    for (const Point &point : points) {
        const double weight = 1 / (point.time * point.time);
        weights += weight;
        widths += weight * point.width;
        times += weight * point.time;
    }
    const double meanWidth = widths / weights;
    const double meanTime = times / weights;
    double covariance = 0;
    double variance = 0;
    for (const Point &point : points) {
        const double weight = 1 / (point.time * point.time);
        covariance += weight * (point.width - meanWidth) * (point.time - meanTime);
        variance += weight * (point.width - meanWidth) * (point.width - meanWidth);
    }
    const double slope = covariance / variance;
    double largest = 0;
    for (const Point &point : points) {
        const double line = meanTime + slope * (point.width - meanWidth);
        largest = std::max(largest, 100 * std::abs(point.time - line) / point.time);
    }
    return largest;
}

} // namespace

Sample measureGrowthWidth(const SampleOptions &options)
{
    std::map<std::uint64_t, std::vector<double>> times;
    for (int round = 0; round < rounds; ++round) {
        for (std::uint64_t width = 1; width <= widest; width *= 2)
            times[width].push_back(
                behaviorTime(options, width, options.operationsOr(usualCowns) / (width + 3)));
    }
    Sample sample;
    std::vector<Point> points;
    for (auto &[width, ofWidth] : times) {
        std::nth_element(ofWidth.begin(), ofWidth.begin() + rounds / 2, ofWidth.end());
        const double time = ofWidth[rounds / 2];
        const auto cowns = static_cast<double>(width);
        points.push_back({cowns, time});
        sample.push_back({std::to_string(width), time});
        sample.push_back({std::to_string(width) + " a cown", time / cowns});
    }
    sample.push_back({"deviation", largestDeviation(points)});
    return sample;
}

} // namespace cownscope::benchmark

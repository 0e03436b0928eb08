// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/sweep/quietness.h"

#include "base/number_text.h"
#include "lab/results/axis_label.h"

#include <algorithm>

namespace cownscope::lab {

namespace {

constexpr double largestSpread = 0.05; // of the median
constexpr double largestShare = 0.05;  // of one CPU
constexpr double shortest = 0.1;       // seconds

std::string percent(double share)
{
    return fixedText(100 * share, 0) + " %";
}

std::string milliseconds(double seconds)
{
    return roundedText(1000 * seconds, 3) + " ms";
}

double loadOf(const Repeat &repeat, const char *name)
{
    const auto load = repeat.more.find("machine_load");
    return load != repeat.more.end() && load->is_object() && load->contains(name)
            && (*load)[name].is_number()
        ? (*load)[name].get<double>()
        : 0;
}

// A sentence about the point with the largest spread, if that is too large.
std::optional<std::string> spreadSentence(const Document &document)
{
    double largest = largestSpread;
    const Point *worst = nullptr;
    for (const Point &point : document.points) {
        if (point.repeats.size() < 3 || !point.throughputMedian || !point.throughputMad
            || *point.throughputMedian <= 0)
            continue;
        if (const double spread = *point.throughputMad / *point.throughputMedian;
            spread > largest) {
            largest = spread;
            worst = &point;
        }
    }
    if (worst == nullptr)
        return {};
    const std::string &axis = document.sweep.axis;
    const std::string where =
        axis == "none" ? "" : "at " + axis + ' ' + axisLabel(axis, *worst) + ' ';
    return "repeats vary a lot: " + where + "the median deviation is " + percent(largest)
        + " of the median";
}

} // namespace

std::vector<std::string> noiseOf(const Document &document)
{
    double elapsed = 0;
    double shortestElapsed = shortest;
    double others = 0;
    double stolen = 0;
    for (const Point &point : document.points) {
        for (const Repeat &repeat : point.repeats) {
            elapsed += repeat.elapsedSeconds;
            shortestElapsed = std::min(shortestElapsed, repeat.elapsedSeconds);
            others += loadOf(repeat, "others_s");
            stolen += loadOf(repeat, "stolen_s");
        }
    }
    std::vector<std::string> sentences;
    if (auto sentence = spreadSentence(document))
        sentences.push_back(std::move(*sentence));
    if (shortestElapsed < shortest)
        sentences.push_back("a measurement took only " + milliseconds(shortestElapsed)
                            + ", which is too short to be reliable");
    if (others > largestShare * elapsed)
        sentences.push_back("other programs took " + percent(others / elapsed)
                            + " of a CPU during the measurement");
    if (stolen > largestShare * elapsed)
        sentences.push_back("the host of this virtual machine took " + percent(stolen / elapsed)
                            + " of a CPU during the measurement");
    return sentences;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/child_run.h"

#include <functional>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// What is measured with and without somebody watching.
struct WatchingOptions
{
    unsigned pairs = 20;
    unsigned workers = 1;
    double seconds = 1; // of each measurement
};

// From the command line; ends the program with help or a sentence where that is asked for.
WatchingOptions watchingOptions(int argc, char **argv, const char *description, const char *name);

// The chain ring without products.
lab::Experiment watchedExperiment(const WatchingOptions &options);

// Throughput in a child, as a sweep starts it.
double throughputInChild(const std::string &program, const lab::Experiment &experiment);

// Takes turns, pair by pair in alternating order, and prints the ratio of the medians with its
// bootstrap interval.
void compareWatching(const WatchingOptions &options, const char *watchedName,
                     const std::function<double()> &watched, const char *plainName,
                     const std::function<double()> &plain);

} // namespace cownscope::benchmark

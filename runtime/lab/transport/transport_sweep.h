// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/run_control.h"
#include "lab/transport/configuration.h"
#include "lab/transport/row.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace cownscope::lab::transport {

// All combinations of sizes, kinds and transports.
struct SweepOptions
{
    std::vector<std::uint32_t> sizesMb = {2, 8, 32};
    std::vector<Kind> kinds = {allKinds.begin(), allKinds.end()};
    std::vector<Transport> transports = {ownTransports.begin(), ownTransports.end()};
    Configuration common = {};         // all but size, kind and transport
    double gapSeconds = 0;             // of doing nothing between transports
    bool isolate = false;              // each combination in new processes, one at a time
    std::uint32_t pictureWidth = 3840; // of the clip
    std::uint32_t pictureHeight = 2160;
};

// In the order in which they are measured: by size, then kind, then transport.
std::vector<Configuration> configurationsOf(const SweepOptions &options);

struct Skipped
{
    Configuration configuration;
    std::string reason; // a sentence
};

struct SweepResult
{
    std::vector<Row> rows;
    std::vector<Skipped> skipped; // without a complete pass
    bool interrupted = false;     // stopped before all was measured
};

// Called while it runs, on the thread that runs it.
struct SweepHooks
{
    std::function<void(const Configuration &)> begun = [](const Configuration &) {};
    std::function<void(const Configuration &)> ended = [](const Configuration &) {};
    std::function<void(const Row &)> measured = [](const Row &) {};
    std::function<void(const Skipped &)> skipped = [](const Skipped &) {};
    // After each configuration.
    std::function<void(const SweepResult &)> keep = [](const SweepResult &) {};
};

// Measures them all. A configuration that fails before a timed pass is complete is skipped; one
// that fails later keeps its passes. `program`: cownbench, for the children.
SweepResult runSweep(const SweepOptions &options, const std::string &program,
                     const SweepHooks &hooks, RunControl &control);

} // namespace cownscope::lab::transport

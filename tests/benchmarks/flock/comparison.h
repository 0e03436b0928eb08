// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/kernel.h"
#include "workloads/boids/sorted_band.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace cownscope::benchmark {

struct Configuration
{
    std::uint32_t boids = 131072;
    double neighbors = 11; // of each boid if they are all over the world
    double area = 1;       // share of the world where the boids begin
    unsigned workers = 2;
    std::string kernel = boids::fastestKernel().name;
    unsigned turns = 10;
    std::uint64_t warmup = 3;
    std::uint64_t steps = 0; // of each turn; 0: about a tenth of a second
};

// One of those that take turns.
struct Side
{
    std::vector<double> steps; // mean seconds of a step, for each turn
    double elapsed = 0;        // of all turns together, seconds
    boids::StepTimes times;    // likewise, of all threads
};

struct Comparison
{
    Side cowns;
    Side showing; // on cowns as well, with a pinned behavior for every frame
    Side bare;
    std::uint64_t lanePairs = 0; // of `cowns`, as the next two
    std::uint64_t behaviors = 0;
    std::uint64_t parks = 0;  // of workers with nothing to do
    std::uint64_t frames = 0; // of `showing`
    std::uint64_t steps = 0;  // of each turn
    double neighborsBefore = 0;
    double neighborsAfter = 0;
    std::size_t parts = 0;
    std::size_t bytes = 0;        // of the heap, for one flock on cowns
    std::size_t bytesShowing = 0; // with frames
    bool same = true;             // whether all made the same flock, bit for bit
};

// Makes all three anew for each turn, so that the neighbors do not become more from turn to turn.
Comparison compare(const Configuration &configuration);

} // namespace cownscope::benchmark

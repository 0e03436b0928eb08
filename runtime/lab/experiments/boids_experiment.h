// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lab/experiments/measurement.h"
#include "workloads/boids/parameters.h"

namespace cownscope::lab {

// One configuration of the flock; throughput is steps a second.
struct BoidsExperiment
{
    boids::Options options;
    std::optional<std::string> scene;  // what people call it, if it has a name
    std::optional<double> neighbors;   // mean number at the start that the world was made for
    std::optional<std::string> kernel; // the fastest if there is none
    unsigned workers = 1;
    std::optional<std::uint64_t> steps; // measured exactly these, else durationSeconds
    double durationSeconds = 5;
    double warmupSeconds = 0.5;
    bool schedulerStats = false;
    std::uint32_t repeats = 1;
};

// Sets the world's size as boids::scaleWorld does, so that boids spread over it evenly see so many
// others on average. The visual range is the first species'. Where there is no scene the turn-back
// margin is that of the default world, but at most a sixth of the width.
void fitWorld(BoidsExperiment &experiment, double neighbors);

// Nothing is left to be derived; here so that all experiments can be planned alike.
inline BoidsExperiment derived(BoidsExperiment experiment)
{
    return experiment;
}

// One sentence about what is wrong with the experiment, or nothing.
std::optional<std::string> validate(const BoidsExperiment &experiment);

// Runs the experiment once in a runtime of its own; nothing if it was interrupted. The window
// begins and ends with no step in flight, so that every step counted is whole. New names in the
// repeat: steps, boid_updates, boid_updates_per_s, ns_per_boid (of wall time for each boid update),
// mean_neighbors (over the whole window: the mean of those at both its ends; of all boids by the
// first species' visual range, by a sample of 20,000 if there are more), mean_neighbors_initial (at
// step 0), mean_neighbors_start and mean_neighbors_end (of the window),
// kernel, parts, lane_pairs (of a lane and a candidate, that the kernel has looked at), forces_s
// and sort_s (of all workers together).
std::optional<Repeat> measure(const BoidsExperiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks);

} // namespace cownscope::lab

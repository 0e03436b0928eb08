// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"
#include "workloads/boids/parameters.h"

#include <optional>
#include <string>

namespace cownscope::lab {

struct BoidsOptions : boids::Options
{
    std::optional<std::string> scene;  // its name, if it has one
    std::optional<double> neighbors;   // mean number at the start, which set the world size
    std::optional<std::string> kernel; // unset: the fastest

    bool operator==(const BoidsOptions &) const = default;
};

// Scales the world with boids::scaleWorld, so that evenly distributed boids see this number of
// others on average, within the visual range of the first species. Without a scene, the turn margin
// is that of the default world, but at most a sixth of the width.
void fitWorld(BoidsOptions &options, double neighbors);

// The workload "boids"; throughput is steps per second. A measured window begins and ends with no
// step in flight, so that only complete steps are counted. New names in the repeat: steps,
// boid_updates, boid_updates_per_s, ns_per_boid (wall time per boid update), mean_neighbors (the
// mean of the values at the start and end of the window; within the first species' visual range;
// sampled at 20,000 boids if there are more), mean_neighbors_initial (at step 0),
// mean_neighbors_start and mean_neighbors_end (of the window), kernel, parts, lane_pairs (pairs of
// a lane and a candidate that the kernel processed), forces_s and sort_s (summed over all workers).
const Workload &boidsWorkload();

} // namespace cownscope::lab

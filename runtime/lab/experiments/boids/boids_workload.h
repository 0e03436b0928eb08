// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "lab/experiments/workload.h"
#include "workloads/boids/parameters.h"

namespace cownscope::lab {

struct BoidsOptions : boids::Options
{
    std::optional<std::string> scene;  // what people call it, if it has a name
    std::optional<double> neighbors;   // mean number at the start that the world was made for
    std::optional<std::string> kernel; // the fastest if there is none

    bool operator==(const BoidsOptions &) const = default;
};

// Sets the world's size as boids::scaleWorld does, so that boids spread over it evenly see so many
// others on average. The visual range is the first species'. Where there is no scene the turn-back
// margin is that of the default world, but at most a sixth of the width.
void fitWorld(BoidsOptions &options, double neighbors);

// The workload "boids"; throughput is steps a second. A measured window begins and ends with no
// step in flight, so that every step counted is whole. New names in the repeat: steps,
// boid_updates, boid_updates_per_s, ns_per_boid (of wall time for each boid update), mean_neighbors
// (over the whole window: the mean of those at both its ends; of all boids by the first species'
// visual range, by a sample of 20,000 if there are more), mean_neighbors_initial (at step 0),
// mean_neighbors_start and mean_neighbors_end (of the window), kernel, parts, lane_pairs (of a lane
// and a candidate, that the kernel has looked at), forces_s and sort_s (of all workers together).
const Workload &boidsWorkload();

} // namespace cownscope::lab

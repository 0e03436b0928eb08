// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <vector>

namespace cownscope::boids {

/// The constants of a step that differ between species.
struct SpeciesRules
{
    float visualRangeSquared = 0;
    float separationSquared = 0; ///< the smaller of separationDistance and visualRange, squared
    float centering = 0;
    float separation = 0;
    float matching = 0;
    float speedLimit = 0;
    float avoidance = 0;
};

/// The constants of a step, made once from the scene and shared by all behaviors of the step.
struct StepRules
{
    explicit StepRules(const Scene &scene);

    SpeciesRules species[2];
    bool twoSpecies;
    float share; ///< of the second species
    float turnStep;
    float anticipation;
    float lowX, highX, lowY, highY; ///< outside of these a boid turns back
    std::vector<Influence> influences;
};

} // namespace cownscope::boids

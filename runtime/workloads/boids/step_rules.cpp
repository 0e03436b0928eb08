// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/step_rules.h"

#include <algorithm>

namespace cownscope::boids {

namespace {

float squared(float value)
{
    return value * value;
}

// For Parameters and SecondSpecies, whose fields have the same names.
template <class Values>
SpeciesRules rulesOf(const Values &values, float avoidance)
{
    return {squared(values.visualRange),
            squared(std::min(values.separationDistance, values.visualRange)),
            values.centering,
            values.separation,
            values.matching,
            values.speedLimit,
            avoidance};
}

} // namespace

StepRules::StepRules(const Scene &scene)
    : twoSpecies(scene.second.has_value())
    , share(scene.second ? scene.second->share : 0)
    , turnStep(scene.parameters.turnStep)
    , anticipation(scene.parameters.anticipation)
    , lowX(scene.parameters.turnMargin)
    , highX(scene.parameters.worldWidth - scene.parameters.turnMargin)
    , lowY(scene.parameters.turnMargin)
    , highY(scene.parameters.worldHeight - scene.parameters.turnMargin)
    , influences(scene.influences)
{
    species[0] = rulesOf(scene.parameters, scene.second ? scene.second->avoidanceOfFirst : 0);
    if (scene.second)
        species[1] = rulesOf(*scene.second, scene.second->avoidance);
}

} // namespace cownscope::boids

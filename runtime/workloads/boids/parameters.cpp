// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/parameters.h"

#include "base/number_text.h"

#include <algorithm>
#include <string>

namespace cownscope::boids {

namespace {

template <class Values>
struct Range
{
    const char *name;
    float Values::*field;
    float least;
    float most;
};

// Wide enough for any experiment, narrow enough that no sum in a step of maxBoids overflows.
constexpr Range<Parameters> parameterRanges[] = {
    {"worldWidth", &Parameters::worldWidth, 1, 1e6f},
    {"worldHeight", &Parameters::worldHeight, 1, 1e6f},
    {"visualRange", &Parameters::visualRange, 0.1f, 1e5f},
    {"separationDistance", &Parameters::separationDistance, 0, 1e5f},
    {"centering", &Parameters::centering, 0, 1},
    {"separation", &Parameters::separation, 0, 10},
    {"matching", &Parameters::matching, 0, 1},
    {"speedLimit", &Parameters::speedLimit, 0, 1e4f},
    {"turnMargin", &Parameters::turnMargin, 0, 1e6f},
    {"turnStep", &Parameters::turnStep, 0, 1e4f},
    {"anticipation", &Parameters::anticipation, 0, 1},
};

constexpr Range<SecondSpecies> speciesRanges[] = {
    {"share", &SecondSpecies::share, 0, 1},
    {"second visualRange", &SecondSpecies::visualRange, 0.1f, 1e5f},
    {"second separationDistance", &SecondSpecies::separationDistance, 0, 1e5f},
    {"second centering", &SecondSpecies::centering, 0, 1},
    {"second separation", &SecondSpecies::separation, 0, 10},
    {"second matching", &SecondSpecies::matching, 0, 1},
    {"second speedLimit", &SecondSpecies::speedLimit, 0, 1e4f},
    {"avoidance", &SecondSpecies::avoidance, 0, 10},
    {"avoidanceOfFirst", &SecondSpecies::avoidanceOfFirst, 0, 10},
};

constexpr Range<Influence> influenceRanges[] = {
    {"influence x", &Influence::x, -1e7f, 1e7f},
    {"influence y", &Influence::y, -1e7f, 1e7f},
    {"influence reach", &Influence::reach, 0.1f, 1e5f},
    {"influence strength", &Influence::strength, -1e4f, 1e4f},
};

constexpr Range<Disk> diskRanges[] = {
    {"disk x", &Disk::x, -1e7f, 1e7f},
    {"disk y", &Disk::y, -1e7f, 1e7f},
    {"disk radius", &Disk::radius, 0, 1e7f},
};

template <class Values, std::size_t Count>
Outcome within(const Range<Values> (&ranges)[Count], const Values &values)
{
    for (const Range<Values> &range : ranges) {
        const float value = values.*range.field;
        if (!(value >= range.least && value <= range.most)) { // also refuses NaN
            return Outcome::failure(std::string(range.name) + " must be between "
                                    + numberText(range.least) + " and " + numberText(range.most)
                                    + ", not " + numberText(value));
        }
    }
    return {};
}

} // namespace

float highestSpeedLimit(const Scene &scene)
{
    const float first = scene.parameters.speedLimit;
    return scene.second ? std::max(first, scene.second->speedLimit) : first;
}

float farthestVisualRange(const Scene &scene)
{
    const float first = scene.parameters.visualRange;
    return scene.second ? std::max(first, scene.second->visualRange) : first;
}

Outcome validate(const Parameters &parameters)
{
    return within(parameterRanges, parameters);
}

Outcome validate(const SecondSpecies &species)
{
    return within(speciesRanges, species);
}

Outcome validate(const Influence &influence)
{
    return within(influenceRanges, influence);
}

Outcome validate(const Disk &disk)
{
    return within(diskRanges, disk);
}

Outcome validate(const Options &options)
{
    if (options.boids > maxBoids) {
        return Outcome::failure("boids must be between 0 and " + numberText(maxBoids) + ", not "
                                + numberText(options.boids));
    }
    if (options.influences.size() > maxInfluences) {
        return Outcome::failure("there must be at most " + numberText(maxInfluences)
                                + " influences, not " + numberText(options.influences.size()));
    }
    for (const Influence &influence : options.influences) {
        if (Outcome valid = validate(influence); !valid)
            return valid;
    }
    if (options.second) {
        if (Outcome valid = validate(*options.second); !valid)
            return valid;
    }
    return validate(options.parameters);
}

} // namespace cownscope::boids

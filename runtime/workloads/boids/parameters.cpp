// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/parameters.h"

#include <sstream>

namespace cownscope::boids {

namespace {

struct Range
{
    const char *name;
    float Parameters::*field;
    float least;
    float most;
};

// Wide enough for any experiment, and narrow enough that no sum in a step of maxBoids overflows.
constexpr Range ranges[] = {
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

} // namespace

std::optional<std::string> validate(const Parameters &parameters)
{
    for (const Range &range : ranges) {
        const float value = parameters.*range.field;
        if (!(value >= range.least && value <= range.most)) { // also refuses NaN
            std::ostringstream text;
            text << range.name << " must be between " << range.least << " and " << range.most
                 << ", not " << value;
            return text.str();
        }
    }
    return {};
}

std::optional<std::string> validate(const Options &options)
{
    if (options.boids > maxBoids) {
        std::ostringstream text;
        text << "boids must be between 0 and " << maxBoids << ", not " << options.boids;
        return text.str();
    }
    return validate(options.parameters);
}

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_fields.h"
#include "workloads/boids/parameters.h"

namespace cownscope::lab {

// The names of a flock's rules, in the order of the file, for reader and writer: see
// result_fields.h.

// The rules that each species has separately.
template <typename Rules, typename Field>
void describeOwnRules(Rules &rules, Field &field)
{
    field.always("visual_range", rules.visualRange);
    field.always("separation_distance", rules.separationDistance);
    field.always("centering", rules.centering);
    field.always("separation", rules.separation);
    field.always("matching", rules.matching);
    field.always("speed_limit", rules.speedLimit);
}

template <IsPart<boids::Parameters> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("world_width", self.worldWidth);
    field.always("world_height", self.worldHeight);
    describeOwnRules(self, field);
    field.always("turn_margin", self.turnMargin);
    field.always("turn_step", self.turnStep);
    field.always("anticipation", self.anticipation);
}

template <IsPart<boids::SecondSpecies> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("share", self.share);
    describeOwnRules(self, field);
    field.always("avoidance", self.avoidance);
    field.always("avoidance_of_first", self.avoidanceOfFirst);
}

template <IsPart<boids::Influence> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.required("x", self.x);
    field.required("y", self.y);
    field.always("reach", self.reach);
    field.always("strength", self.strength);
}

} // namespace cownscope::lab

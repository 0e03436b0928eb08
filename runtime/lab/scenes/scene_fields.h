// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_fields.h"
#include "workloads/boids/parameters.h"

namespace cownscope::lab {

// The one list of names of what a flock goes by, in the order of the file, for reader and writer
// alike: see result_fields.h.

template <IsPart<boids::Parameters> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("world_width", self.worldWidth);
    field.always("world_height", self.worldHeight);
    field.always("visual_range", self.visualRange);
    field.always("separation_distance", self.separationDistance);
    field.always("centering", self.centering);
    field.always("separation", self.separation);
    field.always("matching", self.matching);
    field.always("speed_limit", self.speedLimit);
    field.always("turn_margin", self.turnMargin);
    field.always("turn_step", self.turnStep);
    field.always("anticipation", self.anticipation);
}

template <IsPart<boids::SecondSpecies> Self, typename Field>
void describe(Self &self, Field &field)
{
    field.always("share", self.share);
    field.always("visual_range", self.visualRange);
    field.always("separation_distance", self.separationDistance);
    field.always("centering", self.centering);
    field.always("separation", self.separation);
    field.always("matching", self.matching);
    field.always("speed_limit", self.speedLimit);
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

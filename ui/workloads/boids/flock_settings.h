// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/workloads/boids/renderer_choice.h"

namespace cownscope::ui {

inline constexpr int ShortestTrail = 2; // pictures until next to nothing of a boid is left
inline constexpr int LongestTrail = 100;

// What a user can choose about how a flock is shown.
struct FlockSettings
{
    ColorMode colorMode = ColorMode::Heading;
    Renderer renderer = Renderer::Automatic;
    bool parts = false;  // show who computed which part, and how long that took
    bool trails = false; // a density has none
    int trailLength = 20;

    bool operator==(const FlockSettings &) const = default;
};

// What is left of a picture in the next one, of 1, with trails of this length.
double trailShare(int length);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/splat.h"

namespace cownscope::ui::splatting {

// What boids are painted on: the background with the world, or the previous picture, faded towards
// that. `pixels` is the first of the rows.
void paintBackdrop(const SplatLook &look, RowSpan rows, Pixel *pixels);

// Turns numbers of boids into colors, none into the background. Returns the largest number.
std::uint32_t toneMap(const SplatLook &look, RowSpan rows, Pixel *pixels);

} // namespace cownscope::ui::splatting

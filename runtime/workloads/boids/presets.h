// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <string>
#include <string_view>
#include <vector>

namespace cownscope::boids {

/// A scene that comes with the program.
struct Preset
{
    std::string name;        ///< "two-flocks": on command lines and in files
    std::string title;       ///< "Two flocks": in menus
    std::string description; ///< one sentence
    Options options;
};

/// All presets, the default flock first. Their options are valid.
const std::vector<Preset> &presets();

/// Null if there is no preset of that name.
const Preset *findPreset(std::string_view name);

/// "default, murmuration, …"
std::string presetNames();

/// Multiplies the width and the height of the world, and the positions and reaches of influences,
/// so that walls stay closed. The turn margin is unchanged, but limited to a sixth of the world's
/// width. The sizes may become larger than validate() allows.
void scaleWorld(Options &options, double factor);

/// The factor for scaleWorld() with which a boid of this visual range has this number of neighbors,
/// if the others are evenly spread over the world.
double scaleForNeighbors(const Parameters &world, double range, double others, double neighbors);

/// A good number of neighbors: with more, each boid costs more, and boids clump.
inline constexpr double comfortableNeighbors = 11;

/// Enlarges the world if boids that are evenly spread over it would have more neighbors, as far as
/// validate() allows.
Options withRoom(Options options, double mostNeighbors = comfortableNeighbors);

/// The same scene with another number of boids and the same density: the size of the world is
/// scaled.
Options withBoids(Options options, std::uint32_t boids);

} // namespace cownscope::boids

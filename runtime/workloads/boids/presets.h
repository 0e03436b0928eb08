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

/// All of them, the flock's defaults first. Their options are valid.
const std::vector<Preset> &presets();

/// Null if there is none of that name.
const Preset *findPreset(std::string_view name);

/// "default, murmuration, …"
std::string presetNames();

/// Makes the world so many times as wide and as high, and moves influences with it, their reach
/// grown alike, so that walls stay closed. What boids need to turn back stays as it is, but at most
/// a sixth of the world's width. Sizes may come out larger than validate() lets through.
void scaleWorld(Options &options, double factor);

/// The factor for scaleWorld with which somebody who sees so far has so many neighbors among the
/// others, when they are all over the world evenly.
double scaleForNeighbors(const Parameters &world, double range, double others, double neighbors);

/// How many neighbors are comfortable: more boids in a world cost more each, and clump.
inline constexpr double comfortableNeighbors = 11;

/// The world grown, where it must be so that boids all over it have no more than so many neighbors,
/// as far as validate() lets a world grow.
Options withRoom(Options options, double mostNeighbors = comfortableNeighbors);

/// The same scene with so many boids, as dense as it was: the world grows or shrinks with them.
Options withBoids(Options options, std::uint32_t boids);

} // namespace cownscope::boids

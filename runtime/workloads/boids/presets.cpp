// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/presets.h"

#include "base/list_of_names.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cownscope::boids {

namespace {

// Large, dense and fast: a cloud that folds over itself.
Options murmuration()
{
    Options options;
    options.boids = 4000;
    Parameters &rules = options.parameters;
    rules.worldWidth = 3000;
    rules.worldHeight = 1900;
    rules.visualRange = 60;
    rules.separationDistance = 22;
    rules.centering = 0.008f;
    rules.separation = 0.06f;
    rules.matching = 0.09f;
    rules.speedLimit = 18;
    rules.turnMargin = 450;
    rules.turnStep = 0.9f;
    return options;
}

// Slow and orderly: all swim in the same direction and keep their distance.
Options shoal()
{
    Options options;
    options.boids = 1500;
    Parameters &rules = options.parameters;
    rules.worldWidth = 1600;
    rules.worldHeight = 1000;
    rules.visualRange = 45;
    rules.separationDistance = 18;
    rules.centering = 0.002f;
    rules.separation = 0.1f;
    rules.matching = 0.2f;
    rules.speedLimit = 5;
    rules.turnMargin = 180;
    rules.turnStep = 0.3f;
    return options;
}

// A fast species and a slow one that avoid each other.
Options twoFlocks()
{
    Options options;
    options.boids = 2000;
    Parameters &rules = options.parameters;
    rules.worldWidth = 2200;
    rules.worldHeight = 1400;
    rules.turnMargin = 300;
    rules.speedLimit = 14;
    rules.matching = 0.08f;
    SecondSpecies second;
    second.share = 0.375f;
    second.visualRange = 60;
    second.separationDistance = 24;
    second.centering = 0.004f;
    second.separation = 0.07f;
    second.matching = 0.12f;
    second.speedLimit = 7;
    second.avoidance = 0.04f;
    second.avoidanceOfFirst = 0.02f;
    options.second = second;
    return options;
}

// Obstacles in a row, near enough to each other that no boid passes between them.
void addWall(Options &options, float fromX, float fromY, float toX, float toY)
{
    constexpr float reach = 40;
    const float strength = 3 * options.parameters.speedLimit;
    const float length = std::hypot(toX - fromX, toY - fromY);
    const int gaps = std::max(1, static_cast<int>(std::ceil(length / (reach / 2))));
    for (int i = 0; i <= gaps; ++i) {
        const float at = static_cast<float>(i) / static_cast<float>(gaps);
        options.influences.push_back(
            {fromX + at * (toX - fromX), fromY + at * (toY - fromY), reach, strength});
    }
}

// A room with a door on its right, and a goal outside that attracts from anywhere in the room.
Options evacuation()
{
    Options options;
    options.boids = 800;
    Parameters &rules = options.parameters;
    rules.worldWidth = 1600;
    rules.worldHeight = 900;
    rules.visualRange = 30;
    rules.separationDistance = 22;
    rules.centering = 0.0005f;
    rules.separation = 0.08f;
    rules.matching = 0.02f;
    rules.speedLimit = 3;
    rules.turnMargin = 40;
    rules.turnStep = 0.5f;
    constexpr float left = 60, right = 1100, top = 60, bottom = 840;
    constexpr float doorTop = 370, doorBottom = 530; // the walls' reach makes it narrower
    addWall(options, left, top, right, top);
    addWall(options, left, bottom, right, bottom);
    addWall(options, left, top, left, bottom);
    addWall(options, right, top, right, doorTop);
    addWall(options, right, doorBottom, right, bottom);
    options.influences.push_back({1380, 450, 1700, -0.5f});
    return options;
}

} // namespace

const std::vector<Preset> &presets()
{
    static const std::vector<Preset> all{
        {"default", "Default", "300 boids with the default rules.", Options{}},
        {"murmuration", "Murmuration",
         "A large, fast and dense flock, like starlings at dusk, that splits and merges.",
         murmuration()},
        {"shoal", "Shoal",
         "Slow fish that swim side by side in the same direction and keep their distance.",
         shoal()},
        {"two-flocks", "Two flocks",
         "A fast species and a slow one that stay among their own kind and avoid each other.",
         twoFlocks()},
        {"evacuation", "Evacuation",
         "A crowd in a room with walls and one door, attracted by a goal outside.", evacuation()},
    };
    return all;
}

const Preset *findPreset(std::string_view name)
{
    const auto found = std::ranges::find(presets(), name, &Preset::name);
    return found == presets().end() ? nullptr : &*found;
}

std::string presetNames()
{
    return listOfNames(presets(), &Preset::name);
}

void scaleWorld(Options &options, double factor)
{
    const auto scale = [factor](float &value) {
        value = static_cast<float>(static_cast<double>(value) * factor);
    };
    Parameters &world = options.parameters;
    scale(world.worldWidth);
    scale(world.worldHeight);
    world.turnMargin = std::min(world.turnMargin, world.worldWidth / 6);
    for (Influence &influence : options.influences) {
        scale(influence.x);
        scale(influence.y);
        scale(influence.reach);
    }
}

double scaleForNeighbors(const Parameters &world, double range, double others, double neighbors)
{
    const double area = static_cast<double>(world.worldWidth) * world.worldHeight;
    return std::sqrt(others * std::numbers::pi * range * range / neighbors / area);
}

Options withRoom(Options options, double mostNeighbors)
{
    const Parameters &world = options.parameters;
    constexpr double largest = 1e6; // the limit of validate()
    const double most = largest / std::max(world.worldWidth, world.worldHeight);
    const double range = farthestVisualRange(options.scene());
    const double needed = scaleForNeighbors(world, range, options.boids, mostNeighbors);
    if (needed > 1)
        scaleWorld(options, std::min(needed, most));
    return options;
}

Options withBoids(Options options, std::uint32_t boids)
{
    if (boids > 0 && options.boids > 0 && boids != options.boids)
        scaleWorld(options, std::sqrt(static_cast<double>(boids) / options.boids));
    options.boids = boids;
    return options;
}

} // namespace cownscope::boids

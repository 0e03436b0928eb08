// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace cownscope::boids {

/// The rules of a flock and its world. Lengths are in world units, times in steps; the world
/// reaches from (0, 0) to (worldWidth, worldHeight), and boids may leave it.
///
/// One step, for every boid. All other boids are read in their state before the step, and seen at
/// the position that they reach `anticipation` steps later if they keep their velocity:
///  1. Its neighbors are the boids seen within visualRange, and the boid itself at its real
///     position.
///  2. v += (mean position of the neighbors − position) · centering
///  3. v += Σ (position − position of the neighbor) · separation
///     over the neighbors nearer than separationDistance
///  4. v += (mean velocity of the neighbors − v) · matching, with the v of rule 3
///  5. v is shortened to speedLimit if it is longer.
///  6. Turning back: x < turnMargin adds turnStep to vx, x > worldWidth − turnMargin subtracts it;
///     the same for y and vy.
///  7. position += v
///
/// Why boids are seen half a step ahead: the rules come from a program that moves boids in place,
/// one after the other, so that on average each sees half of the others already moved. That keeps
/// such a flock flying. If all boids move at once and see the others where they were, they slow
/// down and freeze into a lattice. With the defaults, 300 boids and 500 steps, their mean speed
/// would be 0.8, compared with 5.9 in place and 5.8 half a step ahead.
struct Parameters
{
    float worldWidth = 1200;
    float worldHeight = 800;
    float visualRange = 50;
    float separationDistance = 20;
    float centering = 0.005f;
    float separation = 0.05f;
    float matching = 0.05f;
    float speedLimit = 15;
    float turnMargin = 200;
    float turnStep = 1;
    float anticipation = 0.5f; ///< 0 … 1

    bool operator==(const Parameters &) const = default;
};

/// The largest flock.
inline constexpr std::uint32_t maxBoids = 1u << 20;

/// Something that boids avoid or that attracts them: a predator, an obstacle, a goal. Between rules
/// 4 and 5, for boids at a distance 0 < d < reach from (x, y):
///     v += (position − (x, y)) / d · strength · (1 − d / reach)
struct Influence
{
    float x = 0;
    float y = 0;
    float reach = 50;   ///< 0.1 … 1e5
    float strength = 0; ///< −1e4 … 1e4; negative ones attract

    bool operator==(const Influence &) const = default;
};

/// The maximum number of influences.
inline constexpr std::size_t maxInfluences = 1024;

/// A second species in the same world. Each boid has the constants of its own species. Rules 2 and
/// 4 apply to neighbors of the same species, rule 3 to all. In addition, together with rule 3, a
/// boid keeps away from boids of the other species that are nearer than its visualRange:
///     v += Σ (position − position of the other boid) · avoidance
struct SecondSpecies
{
    float share = 0.5f; ///< of the boids, 0 … 1, in steps of 1/256
    float visualRange = 50;
    float separationDistance = 20;
    float centering = 0.005f;
    float separation = 0.05f;
    float matching = 0.05f;
    float speedLimit = 15;
    float avoidance = 0.01f;        ///< how this species keeps away from the first one, 0 … 10
    float avoidanceOfFirst = 0.01f; ///< how the first species keeps away from this one, likewise

    bool operator==(const SecondSpecies &) const = default;
};

/// Whether the boid with this id belongs to the second species, if there is one. It depends only on
/// the id and the share, so that boids keep their species while others are added or removed.
constexpr bool isSecond(std::uint32_t id, float share) noexcept
{
    return static_cast<float>((id * 2654435761u) >> 24) < share * 256;
}

/// Everything that determines a step.
struct Scene
{
    Parameters parameters;
    std::optional<SecondSpecies> second;
    std::vector<Influence> influences;

    bool operator==(const Scene &) const = default;
};

/// The maximum over all species; in world units per step, and in world units.
float highestSpeedLimit(const Scene &scene);
float farthestVisualRange(const Scene &scene);

/// The initial options of a flock.
struct Options
{
    Parameters parameters;
    std::uint32_t boids = 300; ///< 0 … maxBoids
    std::uint64_t seed = 1;
    std::optional<SecondSpecies> second = {};
    std::vector<Influence> influences = {};

    Scene scene() const { return {parameters, second, influences}; }

    bool operator==(const Options &) const = default;
};

/// A disk of the world.
struct Disk
{
    float x = 0;
    float y = 0;
    float radius = 0; ///< 0 … 1e7

    bool operator==(const Disk &) const = default;
};

/// Fails with a sentence that names the field and its range.
Outcome validate(const Parameters &parameters);
Outcome validate(const SecondSpecies &species);
Outcome validate(const Influence &influence);
Outcome validate(const Disk &disk);
Outcome validate(const Options &options);

} // namespace cownscope::boids

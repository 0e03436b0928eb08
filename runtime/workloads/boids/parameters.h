// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cownscope::boids {

/// The rules of a flock and its world. Lengths are in world units, times in steps; the world
/// reaches from (0, 0) to (worldWidth, worldHeight), and boids may leave it.
///
/// One step, for every boid, all other boids read as they were before the step, and seen where they
/// will be `anticipation` steps later if they keep their velocity:
///  1. Its neighbors are the boids seen nearer than visualRange, and itself where it is.
///  2. v += (mean position of the neighbors − position) · centering
///  3. v += Σ (position − position of the neighbor) · separation
///     over the neighbors nearer than separationDistance
///  4. v += (mean velocity of the neighbors − v) · matching, with the v of rule 3
///  5. v is shortened to speedLimit if it is longer.
///  6. Turning back: x < turnMargin adds turnStep to vx, x > worldWidth − turnMargin takes it away;
///     the same for y and vy.
///  7. position += v
///
/// Why boids are seen half a step ahead: the rules come from a flock whose boids move one after
/// another in place, so that each sees, on average, half of the others moved already. That is what
/// keeps such a flock flying. Boids that move all at once and see the others where they were slow
/// down and freeze into a lattice: at the defaults, 300 boids, after 500 steps, their mean speed is
/// 0.8 against 5.9 in place and 5.8 half a step ahead.
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

/// What a flock starts from.
struct Options
{
    Parameters parameters;
    std::uint32_t boids = 300; ///< 0 … maxBoids
    std::uint64_t seed = 1;

    bool operator==(const Options &) const = default;
};

/// Nothing if the values are in range, else one sentence that names the field and its range.
std::optional<std::string> validate(const Parameters &parameters);
std::optional<std::string> validate(const Options &options);

} // namespace cownscope::boids

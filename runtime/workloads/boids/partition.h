// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::boids {

struct Kernel;

/// How a flock is computed. Affects speed, never results.
struct Tuning
{
    std::uint32_t maxBands = 64;      ///< 1 … 64
    std::uint32_t boidsPerBand = 128; ///< at least, on average: fewer are not worth a behavior
    std::uint32_t rowsPerBand = 8;    ///< at least: the first and last row of a band cost more
    const Kernel *kernel = nullptr;   ///< null: the fastest one
};

/// The maximum number of bands of a flock.
inline constexpr std::uint32_t bandLimit = 64;

/// How the rows of the grid are divided into bands: band b has the rows firstRow[b] … firstRow[b +
/// 1] − 1, at least one.
struct Partition
{
    std::vector<std::uint32_t> firstRow{0, 1};

    std::uint32_t bands() const { return static_cast<std::uint32_t>(firstRow.size()) - 1; }

    bool operator==(const Partition &) const = default;
};

/// The number of bands for a flock: enough to be shared evenly by the workers, or so that a band
/// fits into a cache, but not so many that scheduling a band costs too much.
std::uint32_t bandCountFor(std::uint32_t rows, std::uint32_t boids, const Tuning &tuning,
                           std::uint32_t workers = 1);

/// A partition into this number of bands that approximately minimizes the load of the heaviest one.
/// `load` is the cost of each row, in any unit.
Partition partitionByLoad(std::span<const std::uint64_t> load, std::uint32_t bands);

/// The load of the heaviest band divided by the mean load of the bands: 1 is perfect.
double imbalance(std::span<const std::uint64_t> load, const Partition &partition);

} // namespace cownscope::boids

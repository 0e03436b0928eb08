// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::boids {

struct Kernel;

/// How a flock is computed. Changes speed, never results.
struct Tuning
{
    std::uint32_t maxBands = 64;      ///< 1 … 64
    std::uint32_t boidsPerBand = 128; ///< fewer on average are not worth a behavior of their own
    std::uint32_t rowsPerBand = 8;    ///< fewer cost more: rows at an edge are finished apart
    const Kernel *kernel = nullptr;   ///< the fastest one if null
};

inline constexpr std::uint32_t bandLimit = 64;

/// Which rows make up each band: band b has the rows firstRow[b] … firstRow[b + 1] − 1, never none.
struct Partition
{
    std::vector<std::uint32_t> firstRow{0, 1};

    std::uint32_t bands() const { return static_cast<std::uint32_t>(firstRow.size()) - 1; }

    bool operator==(const Partition &) const = default;
};

/// How many bands are worth their scheduling: enough for so many workers to share them evenly, and
/// else as few as keep a worker's caches.
std::uint32_t bandCountFor(std::uint32_t rows, std::uint32_t boids, const Tuning &tuning,
                           std::uint32_t workers = 1);

/// The cut into so many bands whose heaviest is about as light as can be; `load` is what each row
/// costs, in any unit.
Partition partitionByLoad(std::span<const std::uint64_t> load, std::uint32_t bands);

/// The load of the heaviest band over that of the mean band: 1 is perfect.
double imbalance(std::span<const std::uint64_t> load, const Partition &partition);

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/sorted_band.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::boids {

/// A whole flock in the order of its ids, for tests and for saving.
struct Snapshot
{
    std::uint64_t step = 0; ///< since the flock's beginning or its last reset
    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id; ///< ascending from 0

    bool operator==(const Snapshot &) const = default;
};

/// The boids as the bands have them. Throws std::runtime_error unless all bands are at one step,
/// but for those at the end that hold nothing.
Snapshot snapshotOf(std::span<const SortedBand *const> bands);

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/sorted_band.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cownscope::boids {

/// A whole flock in the order of ids, for tests and for saving.
struct Snapshot
{
    std::uint64_t step = 0; ///< since the flock's start or its last reset
    std::vector<float> x, y, vx, vy;
    std::vector<std::uint32_t> id; ///< ascending from 0

    bool operator==(const Snapshot &) const = default;
};

/// The boids of these bands; bands after the last one in use may be empty. Throws
/// std::runtime_error if the bands have not all made the same step.
Snapshot snapshotOf(std::span<const SortedBand *const> bands);

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/arrangement.h"
#include "workloads/boids/band.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/initial_state.h"

#include <cstdint>
#include <vector>

namespace cownscope::tests {

/// A flock whose bands are stepped one after the other by the calling thread: the functions of the
/// behaviors without cowns, workers or clock.
class SerialFlock
{
public:
    explicit SerialFlock(const boids::Options &options, const boids::Tuning &tuning = {},
                         boids::MoveRow kernel = boids::fastestMoveRow());
    SerialFlock(const boids::Parameters &parameters, const boids::FlockState &state,
                const boids::Tuning &tuning = {}, boids::MoveRow kernel = boids::fastestMoveRow());

    void step(std::uint64_t steps = 1);
    /// The boids as the bands hold them.
    boids::Snapshot snapshot() const;
    /// True if every boid is in the cell that its position says.
    bool isSorted() const;
    const boids::Geometry &geometry() const { return m_geometry; }

private:
    std::vector<const boids::SortedBand *> bandsOf(std::uint64_t step) const;

    boids::Parameters m_parameters;
    boids::Geometry m_geometry;
    boids::MoveRow m_kernel;
    std::uint64_t m_step = 0;
    std::vector<boids::SortedBand> m_sorted[2];
    std::vector<boids::MovedBand> m_moved;
};

/// The flock that the options begin with.
boids::FlockState initialState(const boids::Options &options);

/// Every id from 0 on exactly once, that many of them, and all values finite.
void expectWhole(const boids::Snapshot &snapshot, std::uint32_t boids);

} // namespace cownscope::tests

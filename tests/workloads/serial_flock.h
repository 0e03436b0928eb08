// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_step.h"
#include "workloads/boids/initial_state.h"
#include "workloads/boids/redistribution.h"
#include "workloads/boids/snapshot.h"

#include <cstdint>
#include <vector>

namespace cownscope::tests {

/// A flock whose bands are stepped one after the other by the calling thread: the functions of the
/// behaviors without cowns, workers or planner.
class SerialFlock
{
public:
    explicit SerialFlock(const boids::Options &options, const boids::Tuning &tuning = {},
                         const boids::Kernel &kernel = boids::fastestKernel());
    SerialFlock(const boids::Scene &scene, const boids::FlockState &state,
                const boids::Tuning &tuning = {},
                const boids::Kernel &kernel = boids::fastestKernel());

    void step(std::uint64_t steps = 1);
    /// Divides the rows into the same number of bands again, according to their cost.
    void repartition();
    /// The boids in the order of the bands.
    boids::Snapshot snapshot() const;
    /// True if every boid is in the cell of its position.
    bool isSorted() const;
    const boids::Geometry &geometry() const { return m_geometry; }
    const boids::Partition &partition() const { return m_partition; }
    /// The cost of each row in the last step.
    std::vector<std::uint64_t> load() const;
    /// Pairs of a lane and a candidate in the last step.
    std::uint64_t pairs() const;

private:
    boids::StepRules m_rules;
    boids::Geometry m_geometry;
    boids::Partition m_partition;
    const boids::Kernel &m_kernel;
    boids::BandMemory m_memory;
    std::vector<boids::SortedBand> m_sorted;
    std::vector<boids::SortedBand> m_next;
    std::vector<boids::BandEdges> m_edges;
};

/// The flock that the options begin with.
boids::FlockState initialState(const boids::Options &options);

/// Every id from 0 on exactly once, that many of them, and all values finite.
void expectWhole(const boids::Snapshot &snapshot, std::uint32_t boids);

} // namespace cownscope::tests

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/frame_request.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/pause_gate.h"
#include "workloads/boids/sorted_band.h"
#include "workloads/boids/step_planner.h"
#include "workloads/boids/work_done.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <vector>

namespace cownscope::boids {

/// Counters of a flock that can be read without waiting for its cowns. Any thread; each value is
/// correct on its own, but they may belong to different steps. Relaxed throughout: no other memory
/// is published by them.
struct FlockCounters
{
    std::atomic<std::uint64_t> steps{0};
    std::atomic<std::uint64_t> boidUpdates{0};
    std::atomic<std::uint64_t> forces{0}; // this and the next four: see WorkDone
    std::atomic<std::uint64_t> sort{0};
    std::atomic<std::uint64_t> frames{0};
    std::atomic<std::uint64_t> pairs{0};
    std::atomic<std::uint64_t> repartitions{0};
    std::atomic<std::uint64_t> spawned{0}; ///< the number of the last spawn that has taken effect
    std::atomic<std::uint32_t> boids{0};
    std::atomic<std::uint32_t> bands{1};
    std::atomic<bool> outOfMemory{false}; ///< the planner has failed

    WorkDone workDone() const noexcept;
};

/// A band's result of a step.
struct BandReport
{
    std::uint64_t step = noStep; ///< of the band's boids; lower than the ending step if that failed
    BandCost cost;
};

/// One band's part of the next frame.
struct BandFrame
{
    std::uint64_t step = noStep;
    FramePart part;
};

/// The cowns of a flock and related data, independent of the runtime. They stay the same for the
/// life of the flock; a rebuild only changes the number of bands in use.
struct FlockCowns
{
    FlockCowns(const Options &options, const Tuning &tuning);

    boc::Cown<StepPlanner> planner;
    // Indexed by band, for the maximum number of bands.
    std::vector<boc::Cown<SortedBand>> sorted; ///< the boids after the last step
    std::vector<boc::Cown<SortedBand>> next;   ///< what replaces them
    std::vector<boc::Cown<BandEdges>> edges;
    std::vector<boc::Cown<BandReport>> reports[2]; ///< by parity of the step
    std::vector<boc::Cown<BandFrame>> frameParts;
    /// Limit the number of bands in progress: see BandScheduler.
    struct Slot
    { };
    std::vector<boc::Cown<Slot>> slots;

    // Any thread.
    const Kernel &kernel;
    BandMemory memory;
    PauseGate pauseGate;
    FlockCounters counters;
    // Not in the planner, which is a cown: a request would have to wait for steps in flight.
    FrameRequest frameRequest;
    std::atomic<bool> closed{false}; ///< the flock is destroyed: nothing more is scheduled
};

} // namespace cownscope::boids

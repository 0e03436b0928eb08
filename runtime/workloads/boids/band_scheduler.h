// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_commands.h"
#include "workloads/boids/flock_cowns.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/snapshot.h"
#include "workloads/boids/step_planner.h"
#include "workloads/boids/step_rules.h"

#include <boc/boc.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace cownscope::boids {

/// Schedules the behaviors of a flock in one runtime. Immutable; each behavior that may schedule
/// others holds it, so that it lives as long as the flock is attached or in flight.
///
/// All work is scheduled by scheduleNext(), which runs in behaviors that hold the planner, and does
/// what StepPlanner::next() returns. The scheduled work ends with a behavior that holds the
/// planner, reports the result to it, and calls scheduleNext() again.
///
/// The behaviors of a step, in the order in which they are scheduled:
///  - advance, for each band p: writes next[p] and edges[p]; reads sorted of p − 1, p, p + 1
///  - finish, for each band p: writes sorted[p] and next[p], and swaps them; reads the edges of
///    p − 1, p, p + 1; writes the band's report
///  - complete: writes the planner; reads the reports of all bands
/// Only `complete` waits for all bands, and the next step does not wait for it: the next step is
/// already scheduled, so each of its bands can run as soon as its neighbors are ready.
///
/// **Lack of memory.** If a body cannot allocate memory, its band stays unchanged. Every behavior
/// checks the step numbers of the bands that it needs, and does nothing if one of them is not the
/// expected one. So a failure spreads to the neighbors and to the next step, but nothing is lost.
/// The `complete` behavior finds that some bands lack the step, and the planner is in the state
/// Failed until the owner sends commands. Then the same step is scheduled again; bands that have
/// already made it do nothing.
///
/// **Use of memory.** The old boids of a band are not needed after its finish, since all bands that
/// read them have advanced by then. To keep few bands between advance and finish, both behaviors of
/// band p also take the slot with the number p modulo the number of slots: a band advances only
/// after an earlier band has finished. So a flock needs little more than the memory of its boids.
/// It needs twice as much while a view holds a frame, and during a rebuild or a repartition.
class BandScheduler : public std::enable_shared_from_this<BandScheduler>
{
public:
    /// Without a sink there are no frames.
    BandScheduler(std::shared_ptr<FlockCowns> flock, boc::Runtime &runtime,
                  std::optional<boc::PinnedCown<FrameSink *>> sink, const FrameCredits &credits);

    // Called by the owner. These throw boc::StoppedError if the runtime is stopping.

    /// The flock continues in this runtime; nothing of it may be in flight in another one.
    void start(const FlockCommands &commands) const;
    void send(const FlockCommands &commands) const;
    boc::Cown<Snapshot> snapshot() const;
    bool hasSink() const { return m_sink.has_value(); }

private:
    class PendingFrame;
    using Rules = std::shared_ptr<const StepRules>;
    using Reports = boc::AcquiredSpan<const BandReport>;
    template <class T>
    using Bands = boc::AcquiredSpan<T>;

    // All of these run in behaviors that hold the planner.
    void scheduleNext(StepPlanner &planner) const;

    void scheduleStep(const StepPlanner &planner, std::uint64_t step) const;
    void scheduleAdvance(std::uint64_t step, const Rules &rules, std::size_t band,
                         std::size_t bands) const;
    void scheduleFinish(std::uint64_t step, std::size_t band, std::size_t bands) const;
    void endStep(StepPlanner &planner, std::uint64_t step, Reports reports) const;
    void completeStep(StepPlanner &planner, Reports reports) const;

    void scheduleRebuild() const;
    void rebuild(StepPlanner &planner, Bands<SortedBand> sorted, Bands<SortedBand> next,
                 Bands<BandEdges> edges) const;

    void scheduleRepartition(StepPlanner &planner) const;
    void endRepartition(StepPlanner &planner, Bands<SortedBand> sorted,
                        Bands<SortedBand> next) const;

    void serveFrame(const StepPlanner &planner) const;
    void scheduleFrame(const StepPlanner &planner, PendingFrame pending) const;

    // Called in the behavior that has collected the frame, and in the one that has shown it.
    void show(std::shared_ptr<const Frame> frame, PendingFrame pending) const;
    void serveNextFrame() const;

    const std::shared_ptr<FlockCowns> m_flock;
    boc::Runtime &m_runtime;
    const std::optional<boc::PinnedCown<FrameSink *>> m_sink;
    const FrameCredits m_credits;
    const std::size_t m_slots;
};

} // namespace cownscope::boids

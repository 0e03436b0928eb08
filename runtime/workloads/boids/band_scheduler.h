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
/// Everything begins with scheduleNext(), which runs in behaviors that hold the planner and does
/// what StepPlanner::next() says. Each thing that it schedules ends with a behavior that holds the
/// planner again, tells it the outcome, and calls scheduleNext().
///
/// The behaviors of a step, in the order in which they are scheduled:
///  - advance, for each band p: writes next[p] and edges[p]; reads sorted of p − 1, p, p + 1
///  - finish, for each band p: writes sorted[p] and next[p], and swaps them; reads the edges of
///    p − 1, p, p + 1; writes the band's report
///  - complete: writes the planner; reads the reports of all bands
/// Only the last one waits for all bands, and no band of the next step waits for it: that step is
/// scheduled before, so that each of its bands runs as soon as its neighbors are ready.
///
/// **No memory.** If a body cannot allocate memory, its band stays unchanged. Whatever needs a band
/// checks its step number, and does nothing if that is another one. So a failure spreads to the
/// neighbors and to the next step, but nothing is lost. The completion finds that some bands lack
/// the step, and the planner fails until the owner sends commands. Then the same step is scheduled
/// again; bands that have made it do nothing.
///
/// **Memory.** A band's old boids are no longer needed once it is finished, since the bands that
/// read them have advanced by then. To keep the number of bands between the two halves of a step
/// small, advance and finish of band p take slot p modulo the number of slots: a band advances only
/// after an earlier one has finished. So a flock needs the memory of its boids once and a little
/// more; and once more while a view holds a frame, or during a rebuild or repartition.
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

    // In the behavior that has put the frame together, and in the one that has shown it.
    void show(std::shared_ptr<const Frame> frame, PendingFrame pending) const;
    void serveNextFrame() const;

    const std::shared_ptr<FlockCowns> m_flock;
    boc::Runtime &m_runtime;
    const std::optional<boc::PinnedCown<FrameSink *>> m_sink;
    const FrameCredits m_credits;
    const std::size_t m_slots;
};

} // namespace cownscope::boids

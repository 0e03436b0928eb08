// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/band_memory.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/frame_request.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/pause_gate.h"
#include "workloads/boids/snapshot.h"
#include "workloads/boids/sorted_band.h"
#include "workloads/boids/step_planner.h"
#include "workloads/boids/work_done.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::boids {

class BandScheduler;

/// How frames get to a view: no more of them at a time than it has credits.
struct FrameOutlet
{
    boc::PinnedCown<FrameSink *> sink;
    FrameCredits credits;
};

/// An scheduler at work in a runtime. Every behavior that may schedule others holds it.
struct Session
{
    std::shared_ptr<BandScheduler> scheduler;
    boc::Runtime *runtime = nullptr;
    std::optional<FrameOutlet> outlet;
};

/// The cowns of a flock and the behaviors over them.
///
/// The cowns: for each band its sorted boids, what will replace them, its edges, what steps have
/// cost (by parity of the step), and its part of the next frame; and the planner. They are the same
/// ones for the scheduler's life; a rebuild only changes how many of the bands are in use.
///
/// The behaviors of a step, issued in this order by whoever holds the planner:
///  - advance, for each band p: writes next[p] and edges[p]; reads sorted of p − 1, p, p + 1
///  - finish, for each band p: writes sorted[p] and next[p], and exchanges them; reads the edges of
///    p − 1, p, p + 1; writes the cost
///  - complete: writes the planner; reads all costs. It issues the step after the next one, which
///    has been running since its bands had what they need.
/// Nothing waits for all bands of a step but its completion, for which no band of the next step
/// waits.
///
/// A band's old memory is free once it is finished: the bands that read it have advanced by then.
/// So that only few bands are under way, each of both its behaviors takes one of some slots, band
/// p the lane p modulo their number: a band advances after the one that many before it is finished.
/// Thus there is one set of boids and a little more, and another one as long as a frame is held.
class BandScheduler
{
public:
    BandScheduler(const Options &options, const Tuning &tuning);

    /// Continues in another runtime, where nothing of the old one is in flight.
    static void attach(const std::shared_ptr<const Session> &session,
                       const FlockCommands &commands);
    static void receive(const std::shared_ptr<const Session> &session,
                        const FlockCommands &commands);
    static boc::Cown<Snapshot> snapshot(const std::shared_ptr<const Session> &session);

    /// What is asked of the next frame. Whoever asks also sends a receive, so that somebody looks
    /// if nothing is in flight. A frame that is lost on its way is wanted again.
    FrameRequest &frameRequest() noexcept { return m_frameRequest; }

    /// Held, bodies that take long wait where they are.
    PauseGate &gate() noexcept { return m_pauseGate; }

    /// Nothing is issued any more. Any thread.
    void shutDown() noexcept { m_shutDown.store(true, std::memory_order_relaxed); }

    // Any thread; each value by itself is right, together they may be a step apart.

    std::uint64_t stepsDone() const noexcept { return m_stepsDone.load(std::memory_order_relaxed); }
    std::uint64_t boidUpdates() const noexcept
    {
        return m_boidUpdates.load(std::memory_order_relaxed);
    }
    std::uint32_t boids() const noexcept { return m_boids.load(std::memory_order_relaxed); }
    std::uint32_t bands() const noexcept { return m_bands.load(std::memory_order_relaxed); }
    WorkDone workDone() const noexcept;
    /// The number of the last spawn that has taken effect.
    std::uint64_t spawnsDone() const noexcept
    {
        return m_spawnsDone.load(std::memory_order_relaxed);
    }

private:
    using SessionPtr = std::shared_ptr<const Session>;
    class PendingFrame;

    // All of these run in behaviors that hold the planner.
    static void proceed(const SessionPtr &session, StepPlanner &planner);
    static void scheduleRebuild(const SessionPtr &session);
    static void issueRepartition(const SessionPtr &session, const StepPlanner &planner);
    static void issueStep(const SessionPtr &session, const StepPlanner &planner,
                          std::uint64_t step);
    static void completeStep(const SessionPtr &session, StepPlanner &planner,
                             std::span<const BandCost *const> bands);
    static void serveFrame(const SessionPtr &session, StepPlanner &planner);
    static void issueFrame(const SessionPtr &session, const StepPlanner &planner,
                           PendingFrame turn);
    static void showFrame(const SessionPtr &session, std::shared_ptr<const Frame> frame,
                          PendingFrame turn);

    void rebuild(StepPlanner &planner, std::span<SortedBand *const> sorted,
                 std::span<SortedBand *const> next, std::span<BandEdges *const> edges);
    void issueAdvance(const std::shared_ptr<const StepRules> &rules, std::size_t band,
                      std::size_t bands, std::size_t slots);
    void issueFinish(std::uint64_t step, std::size_t band, std::size_t bands, std::size_t slots);

    const Kernel &m_kernel;
    BandMemory m_memory;
    PauseGate m_pauseGate;
    boc::Cown<StepPlanner> m_planner;
    std::vector<boc::Cown<SortedBand>> m_sorted; // all of these by band
    std::vector<boc::Cown<SortedBand>> m_next;
    std::vector<boc::Cown<BandEdges>> m_edges;
    std::vector<boc::Cown<BandCost>> m_costs[2]; // by parity of the step
    std::vector<boc::Cown<FramePart>> m_frameParts;
    struct Slot
    { };
    std::vector<boc::Cown<Slot>> m_slots; // as many as there may be bands
    std::atomic<std::uint64_t> m_stepsDone{0};
    std::atomic<std::uint64_t> m_boidUpdates{0};
    std::atomic<std::uint64_t> m_forces{0};
    std::atomic<std::uint64_t> m_sort{0};
    std::atomic<std::uint64_t> m_frames{0};
    std::atomic<std::uint64_t> m_pairs{0};
    std::atomic<std::uint64_t> m_repartitions{0};
    std::atomic<std::uint64_t> m_spawnsDone{0};
    std::atomic<std::uint32_t> m_boids{0};
    std::atomic<std::uint32_t> m_bands{1};
    // Not in the planner, which is asked for by steps in flight: whoever wants a frame would have
    // to wait for them.
    FrameRequest m_frameRequest;
    std::atomic<bool> m_shutDown{false};
};

} // namespace cownscope::boids

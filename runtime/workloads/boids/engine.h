// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"
#include "workloads/boids/clock.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/kernel.h"

#include <boc/boc.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::boids {

class Engine;

/// An engine at work in a runtime. Every behavior that may schedule others holds it.
struct Session
{
    std::shared_ptr<Engine> engine;
    boc::Runtime *runtime = nullptr;
    std::optional<boc::PinnedCown<FrameSink *>> sink;
};

/// The cowns of a flock and the behaviors over them.
///
/// The cowns: for each band the sorted boids of even steps, those of odd steps, and the boids moved
/// but not yet sorted; and the clock. They are the same ones for the engine's life; a rebuild only
/// changes how many of the bands are in use.
///
/// The behaviors of step s, issued in this order by whoever holds the clock:
///  - move, for each band p: writes moved[p]; reads sorted[s − 1] of p − 1, p, p + 1
///  - gather, for each band p: writes sorted[s][p]; reads moved of p − 1, p, p + 1
///  - complete: writes the clock; reads sorted[s] of all bands. It issues step s + 2; step s + 1
///  has
///    been running since its bands had what they need.
///
/// One buffer of moved boids is enough: move of step s + 1 in band p needs the very gathers of step
/// s that read moved[p]. Two buffers of sorted ones are: gather of step s + 2 overwrites step s,
/// which is complete when step s + 2 is issued.
class Engine
{
public:
    Engine(const Options &options, const Tuning &tuning);

    /// Continues in another runtime, where nothing of the old one is in flight.
    static void attach(const std::shared_ptr<const Session> &session, const Wishes &wishes);
    static void wish(const std::shared_ptr<const Session> &session, const Wishes &wishes);
    static boc::Cown<Snapshot> snapshot(const Session &session);

    /// Nothing is issued any more. Any thread.
    void abandon() noexcept { m_abandoned.store(true, std::memory_order_relaxed); }

    std::uint64_t stepsDone() const noexcept { return m_stepsDone.load(std::memory_order_relaxed); }
    std::uint64_t boidUpdates() const noexcept
    {
        return m_boidUpdates.load(std::memory_order_relaxed);
    }
    std::uint32_t boids() const noexcept { return m_boids.load(std::memory_order_relaxed); }
    std::uint32_t bands() const noexcept { return m_bands.load(std::memory_order_relaxed); }

private:
    using SessionPtr = std::shared_ptr<const Session>;
    using SortedSpan = boc::AcquiredSpan<SortedBand>;

    std::span<const boc::Cown<SortedBand>> sorted(std::uint64_t step) const
    {
        return m_sorted[step % 2];
    }

    // All of these run in behaviors that hold the clock.
    static void proceed(const SessionPtr &session, Clock &clock);
    static void rebuild(const SessionPtr &session, Clock &clock, SortedSpan even, SortedSpan odd);
    static void scheduleRebuild(const SessionPtr &session);
    static void issueStep(const SessionPtr &session, const Clock &clock, std::uint64_t step);
    static void serveFrame(const SessionPtr &session, Clock &clock);
    static void issueFrame(const SessionPtr &session, const Clock &clock);

    void issueMove(const StepRules &rules, std::uint64_t step, std::size_t band, std::size_t bands);
    void issueGather(std::uint64_t step, std::size_t band, std::size_t bands);
    void publish(const Clock &clock) noexcept;

    boc::Cown<Clock> m_clock;
    std::vector<boc::Cown<SortedBand>> m_sorted[2]; // by parity of the step, then by band
    std::vector<boc::Cown<MovedBand>> m_moved;
    std::atomic<std::uint64_t> m_stepsDone{0};
    std::atomic<std::uint64_t> m_boidUpdates{0};
    std::atomic<std::uint32_t> m_boids{0};
    std::atomic<std::uint32_t> m_bands{1};
    std::atomic<bool> m_abandoned{false};
};

} // namespace cownscope::boids

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/geometry.h"
#include "workloads/boids/wishes.h"

#include <cstdint>

namespace cownscope::boids {

/// Decides what a flock does next: a state machine without threads, which knows what has been
/// issued and completed and what is wished. It lives in a cown; the engine asks it and schedules.
///
/// At most two steps are in flight: while one is finished by some bands, others already begin the
/// next. What changes the bands themselves (their geometry, the number of boids, a reset) waits
/// until nothing is in flight and is done by one rebuilding behavior.
class Clock
{
public:
    static constexpr std::uint64_t mostInFlight = 2;

    Clock(const Options &options, const Tuning &tuning);

    // What happens

    /// New wishes of the owner.
    void wish(const Wishes &wishes);
    /// Another runtime goes on from here; what was in flight in the old one is lost.
    void attach();
    /// The oldest issued step is complete.
    void completeStep();
    /// The frame that was begun has been shown.
    void completeFrame() { m_frameInFlight = false; }

    // What to do: ask, then begin

    bool wantsRebuild() const;
    /// Nothing is issued until rebuilt() is called.
    void beginRebuild() { m_rebuilding = true; }
    bool wantsStep() const;
    /// Returns the number of the step that is now in flight.
    std::uint64_t beginStep();
    /// Whether the state after the last completed step is to be shown.
    bool wantsFrame() const
    {
        return m_frameWanted && !m_frameInFlight && m_built && !m_rebuilding;
    }
    /// True when no completion will come that could show a frame.
    bool isIdle() const { return inFlight() == 0 && !m_rebuilding; }
    void beginFrame();

    // Rebuilding

    /// Whether the flock is made anew rather than from the present boids.
    bool startsAnew() const { return !m_built || m_resetWanted; }
    /// What to rebuild for.
    const Options &target() const { return m_wishes.target; }
    const Geometry &targetGeometry() const { return m_targetGeometry; }
    /// The step whose state the new bands hold.
    std::uint64_t stepOfRebuild() const { return startsAnew() ? 0 : m_completed; }
    /// The bands now are as the target says.
    void rebuilt();

    // What is

    /// The last step that is complete.
    std::uint64_t completed() const { return m_completed; }
    std::uint64_t inFlight() const { return m_issued - m_completed; }
    std::uint32_t boids() const { return m_boids; }
    const Geometry &geometry() const { return m_geometry; }
    /// What the next step will go by.
    const Parameters &parameters() const { return m_wishes.target.parameters; }

private:
    bool bandsAreStale() const;

    Tuning m_tuning;
    Wishes m_wishes;
    Geometry m_geometry;
    Geometry m_targetGeometry;
    std::uint32_t m_boids = 0;
    std::uint64_t m_issued = 0;
    std::uint64_t m_completed = 0;
    std::uint64_t m_allowance = 0;
    bool m_built = false;
    bool m_resetWanted = false;
    bool m_brokenOff = false; // steps were lost: the bands are not all at the same step
    bool m_rebuilding = false;
    bool m_frameWanted = false;
    bool m_frameInFlight = false;
};

} // namespace cownscope::boids

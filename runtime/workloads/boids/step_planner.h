// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_commands.h"
#include "workloads/boids/geometry.h"
#include "workloads/boids/partition.h"

#include <cstdint>
#include <optional>
#include <span>

namespace cownscope::boids {

/// Decides what a flock does next: a state machine without threads, which knows what has been
/// issued and completed and what is wished. It lives in a cown; the scheduler asks it and
/// schedules.
///
/// At most two steps are in flight: while one is finished by some bands, others already begin the
/// next. What changes the bands themselves (their geometry, the number of boids, a reset) waits
/// until nothing is in flight and is done by one rebuilding behavior. So does another cut of the
/// same rows into bands, when the load has become uneven; that is done band by band.
class StepPlanner
{
public:
    static constexpr std::uint64_t mostInFlight = 2;

    StepPlanner(const Options &options, const Tuning &tuning);

    // What happens

    /// New commands of the owner.
    void receive(const FlockCommands &commands);
    /// Another runtime with so many workers goes on from here; what was in flight in the old one is
    /// lost.
    void attach(std::uint32_t workers);
    /// The oldest issued step is complete; `load` is what each row has cost.
    void completeStep(std::span<const std::uint64_t> load);

    // What to do: ask, then begin

    bool wantsRebuild() const;
    /// Nothing is issued until rebuilt() is called.
    void beginRebuild() { m_rebuilding = true; }
    /// Whether the rows are to be cut anew, by nextPartition().
    bool wantsRepartition() const { return isIdle() && m_nextPartition && !m_repartitioning; }
    void beginRepartition() { m_repartitioning = true; }
    void completeRepartition();
    bool wantsStep() const;
    /// Returns the number of the step that is now in flight.
    std::uint64_t beginStep();
    /// Whether there is a flock to be shown.
    bool canShow() const { return m_built && !m_rebuilding && !m_repartitioning; }
    /// True when no completion will come.
    bool isIdle() const { return inFlight() == 0 && !m_rebuilding && !m_repartitioning; }

    // Rebuilding

    /// Whether the flock is made anew rather than from the present boids.
    bool startsAnew() const { return !m_built || m_resetWanted; }
    /// What to rebuild for.
    const Options &target() const { return m_commands.target; }
    const Geometry &targetGeometry() const { return m_targetGeometry; }
    /// The step whose state the new bands hold.
    std::uint64_t stepOfRebuild() const { return startsAnew() ? 0 : m_completed; }
    /// Into how many bands.
    std::uint32_t targetBands() const;
    /// The bands now are as the target says, cut like this.
    void rebuilt(const Partition &partition);

    // What is

    /// The number of the newest commands.
    std::uint64_t commandNumber() const { return m_commands.number; }
    /// The last step that is complete.
    std::uint64_t completed() const { return m_completed; }
    std::uint64_t inFlight() const { return m_issued - m_completed; }
    std::uint32_t boids() const { return m_boids; }
    const Geometry &geometry() const { return m_geometry; }
    const Partition &partition() const { return m_partition; }
    const Partition &nextPartition() const { return *m_nextPartition; }
    /// What the next step will go by.
    Scene scene() const { return m_commands.target.scene(); }
    /// How the boids begin that a rebuild adds: those with numbers above spawned().
    const std::vector<Spawn> &spawns() const { return m_commands.spawns; }
    /// The number of the last spawn that has taken effect.
    std::uint64_t spawned() const { return m_spawned; }

private:
    bool bandsAreStale() const;

    Tuning m_tuning;
    std::uint32_t m_workers = 1;
    FlockCommands m_commands;
    Geometry m_geometry;
    Geometry m_targetGeometry;
    Partition m_partition;
    std::optional<Partition> m_nextPartition;
    std::uint32_t m_boids = 0;
    std::uint64_t m_spawned = 0;
    std::uint64_t m_issued = 0;
    std::uint64_t m_completed = 0;
    std::uint64_t m_allowance = 0;
    bool m_built = false;
    bool m_resetWanted = false;
    bool m_brokenOff = false; // steps were lost: the bands are not all at the same step
    bool m_rebuilding = false;
    bool m_repartitioning = false;
};

} // namespace cownscope::boids

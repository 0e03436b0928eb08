// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_commands.h"
#include "workloads/boids/geometry.h"
#include "workloads/boids/partition.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::boids {

/// Decides what a flock does next: a state machine without threads. It knows the commands of the
/// owner, and which steps have begun and completed. BandScheduler calls next(), then the function
/// begin…() of the returned action, and schedules the action. The planner is the value of a cown.
///
/// | state          | in flight                     | an action may begin |
/// |----------------|-------------------------------|---------------------|
/// | Stepping       | up to two steps               | yes                 |
/// | Rebuilding     | a behavior that rebuilds      | no                  |
/// | Repartitioning | behaviors that copy rows      | no                  |
/// | Failed         | steps begun before, if any    | no                  |
///
/// Two steps may be in flight: while some bands finish one step, others already begin the next.
/// Changes to the bands (the grid, the number of boids, a reset) wait until nothing is in flight;
/// then one behavior rebuilds all bands. When the load has become uneven, the same rows are divided
/// into bands again, also between two steps.
///
/// Failed means that there was no memory for a step or a rebuild. With the next commands the state
/// becomes Stepping again, and the failed action is repeated. A repeated step has the same number,
/// and bands that have already made it do nothing, so the flock is the same as without the failure.
class StepPlanner
{
public:
    static constexpr std::uint64_t mostInFlight = 2;

    /// What can be begun now.
    enum class Action {
        Wait, ///< nothing until something completes or the owner sends commands
        Step,
        Rebuild,    ///< all bands, from the present boids or from the initial state
        Repartition ///< divide the rows into bands as nextPartition() says
    };

    StepPlanner(const Options &options, const Tuning &tuning);

    /// The next action.
    Action next() const;

    // Events

    void receive(FlockCommands commands);
    /// The flock continues in another runtime with this number of workers. Behaviors in flight in
    /// the old one are lost.
    void attach(std::uint32_t workers);

    /// Begins the next step, which is in flight from now on, and returns its number.
    std::uint64_t beginStep();
    /// Call when the oldest step in flight is complete.
    void completeStep();
    /// Some band has not made this step, so it cannot make the next one either. If the next step is
    /// in flight, it fails, too, and this function ignores that. The second failure cannot be
    /// mistaken for one of a repeated step, since behaviors that hold the planner run in the order
    /// in which they were scheduled.
    void failStep(std::uint64_t step);
    /// The last begun action failed: a step that could not be scheduled completely, or a rebuild.
    void fail();
    /// True if balance() should be called with the load of the last completed step.
    bool isBalanceDue() const;
    /// Plans another partition if that is worthwhile. `load` is the cost of each row.
    void balance(std::span<const std::uint64_t> load);

    void beginRebuild();
    /// The bands now match the target, with this partition.
    void completeRebuild(Partition partition);

    void beginRepartition();
    /// The bands now have the partition nextPartition().
    void completeRepartition();
    /// The bands keep their partition.
    void cancelRepartition();

    // State

    bool hasFailed() const { return m_state == State::Failed; }
    /// True when nothing is in flight and nothing has failed.
    bool isIdle() const { return m_state == State::Stepping && inFlight() == 0; }
    /// True if the bands hold a flock that can be shown.
    bool canShow() const { return m_state == State::Stepping && m_bands != Bands::Empty; }

    /// The number of the newest commands.
    std::uint64_t commandNumber() const { return m_commands.number; }
    /// The last step that is complete.
    std::uint64_t completed() const { return m_completed; }
    std::uint64_t inFlight() const { return m_scheduled - m_completed; }
    std::uint32_t boids() const { return m_boids; }
    const Partition &partition() const { return m_partition; }
    const Partition &nextPartition() const { return *m_nextPartition; }
    /// The scene for the next step.
    Scene scene() const { return target().scene(); }

    // For a rebuild

    /// True if the flock is made from its initial state instead of the present boids.
    bool startsOver() const { return m_bands == Bands::Empty || m_commands.resets != m_resetsDone; }
    const Options &target() const { return m_commands.target; }
    const Geometry &targetGeometry() const { return m_targetGeometry; }
    std::uint32_t targetBands() const;
    /// The number of the step after which the new bands hold the flock.
    std::uint64_t stepOfRebuild() const { return startsOver() ? 0 : m_completed; }
    /// A rebuild adds the spawns with numbers above spawned().
    const std::vector<Spawn> &spawns() const { return m_commands.spawns; }
    /// The number of the last spawn that has taken effect.
    std::uint64_t spawned() const { return m_spawned; }

private:
    enum class State { Stepping, Rebuilding, Repartitioning, Failed };
    /// What the bands hold.
    enum class Bands {
        Empty,   ///< nothing yet
        OneStep, ///< all bands have the same step, except for steps in flight and failed steps
        Mixed    ///< some bands are a step or two ahead: a runtime was stopped in between
    };

    bool needsRebuild() const;
    bool hasStepsToRepeat() const { return m_scheduled < m_begun; }

    Tuning m_tuning;
    std::uint32_t m_workers = 1;
    State m_state = State::Stepping;
    Bands m_bands = Bands::Empty;

    FlockCommands m_commands;
    Geometry m_targetGeometry;     // for the target
    std::uint64_t m_allowance = 0; // allowed steps that have not begun

    // The target for which the bands were built
    Geometry m_geometry;
    Partition m_partition;
    std::uint32_t m_boids = 0;
    std::uint64_t m_resetsDone = 0;
    std::uint64_t m_spawned = 0;

    std::optional<Partition> m_nextPartition; // set while a repartition is planned
    std::uint64_t m_begun = 0;                // the newest step ever begun; failed steps are older
    std::uint64_t m_scheduled = 0;            // the newest step in flight
    std::uint64_t m_completed = 0;
};

} // namespace cownscope::boids

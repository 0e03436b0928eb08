// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/step_planner.h"

#include <cassert>
#include <utility>

namespace cownscope::boids {

namespace {

Geometry geometryOf(const Options &options)
{
    return geometryFor({options.parameters, options.second, {}}, options.boids);
}

} // namespace

StepPlanner::StepPlanner(const Options &options, const Tuning &tuning)
    : m_tuning(tuning)
    , m_targetGeometry(geometryOf(options))
{
    m_commands.target = options;
}

StepPlanner::Action StepPlanner::next() const
{
    if (m_state != State::Stepping)
        return Action::Wait;
    if (needsRebuild())
        return isIdle() ? Action::Rebuild : Action::Wait;
    if (m_nextPartition && !hasStepsToRepeat())
        return isIdle() ? Action::Repartition : Action::Wait;
    const bool mayStep = hasStepsToRepeat() || m_commands.freeRunning || m_allowance > 0;
    return mayStep && inFlight() < mostInFlight ? Action::Step : Action::Wait;
}

bool StepPlanner::needsRebuild() const
{
    const bool hasNewSpawns = !spawns().empty() && spawns().back().number > m_spawned;
    return startsOver() || m_bands == Bands::Mixed || hasNewSpawns || m_boids != target().boids
        || m_geometry != m_targetGeometry || m_partition.bands() != targetBands();
}

std::uint32_t StepPlanner::targetBands() const
{
    return bandCountFor(m_targetGeometry.rows, target().boids, m_tuning, m_workers);
}

void StepPlanner::receive(FlockCommands commands)
{
    if (commands.pauses != m_commands.pauses)
        m_allowance = commands.allowed;
    else
        m_allowance += commands.allowed - m_commands.allowed;
    m_commands = std::move(commands);
    m_targetGeometry = geometryOf(target());
    if (m_state == State::Failed)
        m_state = State::Stepping;
}

void StepPlanner::attach(std::uint32_t workers)
{
    m_workers = workers;
    if (m_begun > m_completed || m_state == State::Repartitioning)
        m_bands = Bands::Mixed;
    m_state = State::Stepping;
    m_begun = m_scheduled = m_completed;
    m_nextPartition.reset();
}

std::uint64_t StepPlanner::beginStep()
{
    assert(next() == Action::Step);
    if (!hasStepsToRepeat()) {
        ++m_begun;
        if (m_allowance > 0)
            --m_allowance;
    }
    return ++m_scheduled;
}

void StepPlanner::completeStep()
{
    assert(inFlight() > 0);
    ++m_completed;
}

void StepPlanner::failStep(std::uint64_t step)
{
    if (step != m_completed + 1)
        return;
    m_scheduled = m_completed;
    m_state = State::Failed;
}

void StepPlanner::fail()
{
    if (m_state == State::Stepping)
        --m_scheduled;
    m_state = State::Failed;
}

bool StepPlanner::isBalanceDue() const
{
    constexpr std::uint64_t stepsBetween = 16;
    return m_completed % stepsBetween == 0 && !m_nextPartition;
}

void StepPlanner::balance(std::span<const std::uint64_t> load)
{
    // Another partition costs about as much as half a step, so it must help for many steps.
    constexpr double uneven = 1.2;
    constexpr double better = 0.9;

    const double now = imbalance(load, m_partition);
    if (now < uneven)
        return;
    Partition partition = partitionByLoad(load, m_partition.bands());
    if (imbalance(load, partition) < better * now)
        m_nextPartition = std::move(partition);
}

void StepPlanner::beginRebuild()
{
    assert(next() == Action::Rebuild);
    m_state = State::Rebuilding;
}

void StepPlanner::completeRebuild(Partition partition)
{
    assert(m_state == State::Rebuilding);
    m_completed = m_scheduled = stepOfRebuild();
    if (startsOver())
        m_begun = m_completed;
    m_partition = std::move(partition);
    m_nextPartition.reset();
    m_geometry = m_targetGeometry;
    m_boids = target().boids;
    m_resetsDone = m_commands.resets;
    if (!spawns().empty())
        m_spawned = spawns().back().number;
    m_bands = Bands::OneStep;
    m_state = State::Stepping;
}

void StepPlanner::beginRepartition()
{
    assert(next() == Action::Repartition);
    m_state = State::Repartitioning;
}

void StepPlanner::completeRepartition()
{
    assert(m_state == State::Repartitioning);
    m_partition = std::move(*std::exchange(m_nextPartition, {}));
    m_state = State::Stepping;
}

void StepPlanner::cancelRepartition()
{
    assert(m_state == State::Repartitioning);
    m_nextPartition.reset();
    m_state = State::Stepping;
}

} // namespace cownscope::boids

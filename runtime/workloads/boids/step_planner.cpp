// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/step_planner.h"

#include <cassert>
#include <utility>

namespace cownscope::boids {

StepPlanner::StepPlanner(const Options &options, const Tuning &tuning)
    : m_tuning(tuning)
{
    m_commands.target = options;
    m_targetGeometry = geometryFor(options.scene(), options.boids);
}

void StepPlanner::receive(const FlockCommands &commands)
{
    if (commands.resets != m_commands.resets)
        m_resetWanted = true;
    if (commands.pauses != m_commands.pauses)
        m_allowance = commands.allowed;
    else
        m_allowance += commands.allowed - m_commands.allowed;
    m_commands = commands;
    m_targetGeometry = geometryFor(target().scene(), target().boids);
}

void StepPlanner::attach(std::uint32_t workers)
{
    m_workers = workers;
    if (inFlight() > 0 || m_repartitioning)
        m_brokenOff = true;
    m_issued = m_completed;
    m_rebuilding = false;
    m_repartitioning = false;
    m_nextPartition.reset();
}

void StepPlanner::completeStep(std::span<const std::uint64_t> load)
{
    // Cutting anew costs about as much as half a step, so it must be worth it for many.
    constexpr std::uint64_t stepsBetween = 16;
    constexpr double uneven = 1.2;
    constexpr double better = 0.9;

    assert(inFlight() > 0);
    ++m_completed;
    if (m_completed % stepsBetween != 0 || m_nextPartition)
        return;
    const double now = imbalance(load, m_partition);
    if (now < uneven)
        return;
    Partition partition = partitionByLoad(load, m_partition.bands());
    if (imbalance(load, partition) < better * now)
        m_nextPartition = std::move(partition);
}

void StepPlanner::completeRepartition()
{
    m_partition = *std::exchange(m_nextPartition, {});
    m_repartitioning = false;
}

bool StepPlanner::bandsAreStale() const
{
    const bool hasNewSpawns = !spawns().empty() && spawns().back().number > m_spawned;
    return startsAnew() || m_brokenOff || hasNewSpawns || m_boids != target().boids
        || m_geometry != m_targetGeometry || m_partition.bands() != targetBands();
}

bool StepPlanner::wantsRebuild() const
{
    return isIdle() && bandsAreStale();
}

bool StepPlanner::wantsStep() const
{
    return !m_rebuilding && !m_nextPartition && inFlight() < mostInFlight
        && (m_commands.freeRunning || m_allowance > 0) && !bandsAreStale();
}

std::uint64_t StepPlanner::beginStep()
{
    assert(wantsStep());
    if (m_allowance > 0)
        --m_allowance;
    return ++m_issued;
}

std::uint32_t StepPlanner::targetBands() const
{
    return bandCountFor(m_targetGeometry.rows, target().boids, m_tuning, m_workers);
}

void StepPlanner::rebuilt(const Partition &partition)
{
    m_partition = partition;
    m_nextPartition.reset();
    m_completed = stepOfRebuild();
    m_issued = m_completed;
    m_geometry = m_targetGeometry;
    m_boids = target().boids;
    if (!spawns().empty())
        m_spawned = spawns().back().number;
    m_built = true;
    m_resetWanted = false;
    m_brokenOff = false;
    m_rebuilding = false;
}

} // namespace cownscope::boids

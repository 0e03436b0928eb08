// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids_experiment.h"

#include <algorithm>
#include <memory>

#include "lab/experiments/neighbors.h"
#include "workloads/boids/flock.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/presets.h"

namespace cownscope::lab {

namespace {

Json optionalJson(const auto &value)
{
    return value ? Json(*value) : Json();
}

// Of the boids, nothing if there is none.
using Neighbors = std::optional<double>;

const boids::Kernel &kernelOf(const BoidsExperiment &experiment)
{
    return experiment.kernel ? *boids::kernelNamed(*experiment.kernel) : boids::fastestKernel();
}

class Measurement
{
public:
    Measurement(const BoidsExperiment &experiment, const MeasureHooks &hooks)
        : m_experiment(experiment)
        , m_hooks(hooks)
        , m_flock(experiment.options, {.kernel = &kernelOf(experiment)})
        , m_runtime({.workers = experiment.workers})
        , m_source(hooks.live, m_runtime, [this] { return m_flock.stepsDone(); })
    {
        m_flock.attach(m_runtime);
    }

    ~Measurement()
    {
        m_flock.pause();
        m_runtime.stop();
        m_flock.detach();
    }

    Measurement(const Measurement &) = delete;
    Measurement &operator=(const Measurement &) = delete;

    std::optional<Repeat> run(std::uint32_t repeatIndex)
    {
        Neighbors neighborsInitial, neighborsStart, neighborsEnd;
        if (!countNeighbors(neighborsInitial))
            return {};
        m_hooks.enter(Phase::WarmingUp, m_experiment.warmupSeconds);
        if (!runFreely(m_experiment.warmupSeconds) || !countNeighbors(neighborsStart))
            return {};

        const std::uint64_t stepsBefore = m_flock.stepsDone();
        const std::uint64_t updatesBefore = m_flock.boidUpdates();
        const boids::WorkDone workBefore = m_flock.workDone();
        m_hooks.enter(Phase::Measuring,
                      m_experiment.steps ? std::nullopt
                                         : std::optional(m_experiment.durationSeconds));
        MeasuredWindow window(m_runtime);
        if (!runWindow())
            return {};
        window.end();
        m_hooks.enter(Phase::Finishing);
        const std::uint64_t steps = m_flock.stepsDone() - stepsBefore;
        const std::uint64_t updates = m_flock.boidUpdates() - updatesBefore;
        const boids::WorkDone work = m_flock.workDone();

        Repeat repeat = window.repeat(repeatIndex, window.statistics().completed, steps,
                                      m_experiment.schedulerStats);
        const double elapsed = repeat.elapsedSeconds;
        const auto count = static_cast<double>(updates);
        repeat.more["steps"] = steps;
        repeat.more["boid_updates"] = updates;
        repeat.more["boid_updates_per_s"] = count / elapsed;
        repeat.more["ns_per_boid"] = updates == 0 ? Json() : Json(elapsed * 1e9 / count);
        repeat.more["kernel"] = kernelOf(m_experiment).name;
        repeat.more["parts"] = m_flock.parts();
        repeat.more["lane_pairs"] = work.pairs - workBefore.pairs;
        repeat.more["forces_s"] = static_cast<double>(work.forces - workBefore.forces) * 1e-9;
        repeat.more["sort_s"] = static_cast<double>(work.sort - workBefore.sort) * 1e-9;
        if (!countNeighbors(neighborsEnd))
            return {};
        repeat.more["mean_neighbors"] = optionalJson(
            neighborsEnd ? Neighbors((*neighborsStart + *neighborsEnd) / 2) : Neighbors());
        repeat.more["mean_neighbors_initial"] = optionalJson(neighborsInitial);
        repeat.more["mean_neighbors_start"] = optionalJson(neighborsStart);
        repeat.more["mean_neighbors_end"] = optionalJson(neighborsEnd);
        return repeat;
    }

private:
    // The mean number of neighbors now; false if it was interrupted. Nothing else is in flight.
    bool countNeighbors(Neighbors &mean)
    {
        constexpr std::size_t asked = 20'000; // boids in a crowd have very many
        const float range = m_experiment.options.parameters.visualRange;
        const auto counted = std::make_shared<Neighbors>();
        const boc::Cown<boids::Snapshot> snapshot = m_flock.snapshot();
        m_runtime.when(boc::read(snapshot)) << [counted, range](auto state) {
            const boc::Runtime &runtime = *boc::Runtime::current();
            *counted = meanNeighbors(state->x, state->y, range, asked,
                                     [&runtime] { return !runtime.stopped(); });
        };
        if (!settle(m_runtime, m_hooks.interrupted))
            return false;
        mean = *counted;
        return true;
    }

    bool runWindow()
    {
        if (!m_experiment.steps)
            return runFreely(m_experiment.durationSeconds);
        m_flock.advance(*m_experiment.steps);
        return settle(m_runtime, m_hooks.interrupted);
    }

    bool runFreely(double seconds)
    {
        if (seconds <= 0)
            return true;
        m_flock.setFreeRunning(true);
        const bool slept = sleepFor(seconds, m_hooks.interrupted);
        m_flock.pause();
        return slept && settle(m_runtime, m_hooks.interrupted);
    }

    const BoidsExperiment &m_experiment;
    const MeasureHooks &m_hooks;
    boids::Flock m_flock;
    boc::Runtime m_runtime;
    LiveReadings::Source m_source;
};

} // namespace

void fitWorld(BoidsExperiment &experiment, double neighbors)
{
    experiment.neighbors = neighbors;
    boids::Parameters &world = experiment.options.parameters;
    const double others = std::max(1.0, static_cast<double>(experiment.options.boids) - 1);
    boids::scaleWorld(experiment.options,
                      scaleForNeighbors(world, world.visualRange, others, neighbors));
    if (!experiment.scene)
        world.turnMargin = std::min(boids::Parameters().turnMargin, world.worldWidth / 6);
}

std::optional<std::string> validate(const BoidsExperiment &experiment)
{
    if (experiment.workers < 1)
        return "workers must be at least 1";
    if (experiment.neighbors && !(*experiment.neighbors > 0))
        return "neighbors must be above 0";
    if (experiment.kernel && !boids::kernelNamed(*experiment.kernel))
        return "kernel must be one of " + boids::kernelNames() + ", not " + *experiment.kernel;
    if (experiment.steps == 0u)
        return "steps must be at least 1";
    if (!(experiment.durationSeconds > 0) || !(experiment.warmupSeconds >= 0))
        return "duration must be above 0 and warmup must not be below 0";
    return boids::validate(experiment.options);
}

std::optional<Repeat> measure(const BoidsExperiment &experiment, std::uint32_t repeatIndex,
                              const MeasureHooks &hooks)
{
    return Measurement(experiment, hooks).run(repeatIndex);
}

} // namespace cownscope::lab

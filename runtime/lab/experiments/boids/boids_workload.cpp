// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/boids_workload.h"

#include "lab/experiments/boids/neighbors.h"
#include "lab/experiments/workload_of.h"
#include "lab/scenes/scene_fields.h"
#include "workloads/boids/flock.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/presets.h"

#include <algorithm>
#include <memory>

namespace cownscope::lab {

template <typename Experiment, IsPart<BoidsOptions> Self, typename Field>
void describe(Experiment &experiment, Self &options, Field &field)
{
    field.always("workers", experiment.workers);
    field.always("steps", experiment.steps); // first, since the duration is null if it is set
    std::optional<double> duration;
    if (!experiment.steps)
        duration = experiment.durationSeconds;
    field.always("duration", duration);
    if constexpr (!std::is_const_v<Experiment>)
        experiment.durationSeconds = duration.value_or(experiment.durationSeconds);
    field.always("warmup", experiment.warmupSeconds);
    field.always("boids", options.boids);
    field.always("neighbors", options.neighbors);
    field.always("seed", options.seed);
    field.always("repeats", experiment.repeats);
    describe(options.parameters, field);
    field.addition("kernel", options.kernel);
    field.addition("scene", options.scene);
    field.addition("second_species", options.second);
    // The count is for people; it is not read back.
    std::optional<std::size_t> count;
    std::optional<std::vector<boids::Influence>> influences;
    if (!options.influences.empty()) {
        count = options.influences.size();
        influences = options.influences;
    }
    field.addition("influence_count", count);
    field.addition("influences", influences);
    if constexpr (!std::is_const_v<Self>)
        options.influences = influences.value_or(std::vector<boids::Influence>());
}

namespace {

Json optionalJson(const auto &value)
{
    return value ? Json(*value) : Json();
}

// The mean number of neighbors; empty without boids.
using Neighbors = std::optional<double>;

const boids::Kernel &kernelOf(const BoidsOptions &options)
{
    return options.kernel ? *boids::kernelNamed(*options.kernel) : boids::fastestKernel();
}

class FlockMeasurement
{
public:
    FlockMeasurement(const Experiment &experiment, const MeasureHooks &hooks)
        : m_experiment(experiment)
        , m_options(experiment.options.as<BoidsOptions>())
        , m_hooks(hooks)
        , m_flock(m_options, {.kernel = &kernelOf(m_options)})
        , m_runtime({.workers = experiment.workers})
        , m_source(hooks.live, m_runtime, [this] { return m_flock.stepsDone(); })
    {
        m_flock.attach(m_runtime);
    }

    ~FlockMeasurement()
    {
        m_flock.pause();
        m_runtime.stop();
        m_flock.detach();
    }

    FlockMeasurement(const FlockMeasurement &) = delete;
    FlockMeasurement &operator=(const FlockMeasurement &) = delete;

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
        repeat.more["kernel"] = kernelOf(m_options).name;
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
    // Computes the current mean number of neighbors, while nothing else is in flight; false if
    // interrupted.
    bool countNeighbors(Neighbors &mean)
    {
        constexpr std::size_t sampleSize = 20'000; // crowded boids have very many neighbors
        const float range = m_options.parameters.visualRange;
        const auto counted = std::make_shared<Neighbors>();
        const boc::Cown<boids::Snapshot> snapshot = m_flock.snapshot();
        m_runtime.when(boc::read(snapshot)) << [counted, range](auto state) {
            const boc::Runtime &runtime = *boc::Runtime::current();
            *counted = meanNeighbors(state->x, state->y, range, sampleSize,
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

    const Experiment &m_experiment;
    const BoidsOptions &m_options;
    const MeasureHooks &m_hooks;
    boids::Flock m_flock;
    boc::Runtime m_runtime;
    LiveReadings::Source m_source;
};

void keepDensity(Configuration &configuration)
{
    auto &options = configuration.options.as<BoidsOptions>();
    if (options.neighbors)
        fitWorld(options, *options.neighbors);
}

Option keepingDensity(Option option)
{
    option.set = [set = std::move(option.set)](Configuration &configuration, const Json &value) {
        set(configuration, value);
        keepDensity(configuration);
    };
    return option;
}

std::vector<std::string> namesOfKernels()
{
    std::vector<std::string> names;
    for (const boids::Kernel &kernel : boids::kernels())
        names.emplace_back(kernel.name);
    return names;
}

std::vector<Option> boidsOptions()
{
    using Boids = BoidsOptions;
    return {
        workersOption(),
        keepingDensity(withValue<Boids>(&Boids::boids,
                                        {.name = "boids",
                                         .title = "Boids",
                                         .explanation = "Number of boids",
                                         .least = 0,
                                         .most = boids::maxBoids,
                                         .sweepValues = {300, 1000, 3000, 10000, 30000},
                                         .places = Option::CommandLine | Option::Form})),
        keepingDensity(withValue<Boids>(
            [](Boids & options) -> auto & { return options.parameters.visualRange; },
            {.name = "visual-range",
             .title = "Visual range",
             .explanation = "How far a boid sees, in world units",
             .kind = Option::Kind::Number,
             .least = 0.1,
             .most = 1e5,
             .decimals = 1,
             .sweepValues = {25, 50, 75, 100},
             .places = Option::CommandLine | Option::Form})),
        keepingDensity(
            withValue<Boids>(&Boids::neighbors,
                             {.name = "neighbors",
                              .title = "Neighbors",
                              .explanation = "Mean number of neighbors that a boid sees at the "
                                             "start; sets the size of the world for each point",
                              .kind = Option::Kind::Number,
                              .least = 1e-3,
                              .most = 10000,
                              .decimals = 1,
                              .automatic = "given by the size of the world",
                              .inputs = {"neighbors", "world_width", "world_height", "turn_margin"},
                              .places = Option::CommandLine | Option::Form})),
        withValue<Boids>(&Boids::kernel,
                         {.name = "kernel",
                          .title = "Kernel",
                          .explanation = "Vector instructions to use",
                          .kind = Option::Kind::Choice,
                          .automatic = "the fastest",
                          .choices = namesOfKernels(),
                          .places = Option::CommandLine}),
        withValue<Boids>(&Boids::seed, seedOption()),
    };
}

class Boids final : public WorkloadOf<BoidsOptions>
{
public:
    Boids()
        : WorkloadOf({.name = "boids",
                      .title = "Boids",
                      .task = "steps of a flock of boids",
                      .unit = "steps",
                      .timing = Timing::DurationOrSteps},
                     boidsOptions())
    { }

    Outcome validate(const Configuration &configuration) const override
    {
        const auto &options = configuration.options.as<BoidsOptions>();
        if (options.neighbors && !(*options.neighbors > 0))
            return Outcome::failure("neighbors must be above 0");
        if (options.kernel && !boids::kernelNamed(*options.kernel))
            return Outcome::failure("kernel must be one of " + boids::kernelNames() + ", not "
                                    + *options.kernel);
        return boids::validate(options);
    }

    std::optional<Repeat> measure(const Experiment &experiment, std::uint32_t repeatIndex,
                                  const MeasureHooks &hooks) const override
    {
        return FlockMeasurement(experiment, hooks).run(repeatIndex);
    }
};

} // namespace

void fitWorld(BoidsOptions &options, double neighbors)
{
    options.neighbors = neighbors;
    boids::Parameters &world = options.parameters;
    const double others = std::max(1.0, static_cast<double>(options.boids) - 1);
    boids::scaleWorld(options, scaleForNeighbors(world, world.visualRange, others, neighbors));
    if (!options.scene)
        world.turnMargin = std::min(boids::Parameters().turnMargin, world.worldWidth / 6);
}

const Workload &boidsWorkload()
{
    static const Boids workload;
    return workload;
}

} // namespace cownscope::lab

// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <memory>

#include "app/cownbench/command.h"
#include "app/cownbench/measure_options.h"
#include "app/cownbench/measure_run.h"
#include "app/cownbench/usage_error.h"
#include "app/cownbench/validators.h"
#include "lab/results/result_error.h"
#include "lab/scenes/scene_file.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/presets.h"

namespace cownscope::bench {

namespace {

struct BoidsOptions
{
    MeasureOptions measure;
    DurationOptions time;
    std::optional<std::string> scene;
    std::optional<std::string> preset;
    std::optional<std::uint32_t> boids;
    std::optional<float> visualRange;
    std::optional<std::string> kernel;
    std::optional<double> neighbors;
    std::optional<std::uint64_t> steps;
};

lab::NamedScene readScene(const std::string &file)
{
    try {
        return lab::readSceneFile(file);
    } catch (const lab::ResultError &error) {
        throw UsageError(std::string("--scene: ") + error.what());
    }
}

// The flock to begin with; what is given besides changes it.
void takeScene(lab::BoidsExperiment &experiment, const BoidsOptions &options)
{
    if (options.scene && options.preset)
        throw UsageError("--scene and --preset cannot both be given");
    if (options.scene) {
        const lab::NamedScene scene = readScene(*options.scene);
        experiment.options = scene.options;
        experiment.scene =
            scene.name.empty() ? std::filesystem::path(*options.scene).stem().string() : scene.name;
    } else if (options.preset) {
        const boids::Preset *preset = boids::findPreset(*options.preset);
        if (!preset)
            throw UsageError("--preset: must be one of " + boids::presetNames() + ", but is \""
                             + *options.preset + '"');
        experiment.options =
            withBoids(preset->options, options.boids.value_or(preset->options.boids));
        experiment.scene = preset->name;
    }
    if (options.boids)
        experiment.options.boids = *options.boids;
    experiment.kernel = options.kernel;
    if (options.visualRange)
        experiment.options.parameters.visualRange = *options.visualRange;
}

lab::BoidsExperiment experimentOf(const BoidsOptions &options, bool seedGiven)
{
    lab::BoidsExperiment experiment;
    takeScene(experiment, options);
    if (seedGiven)
        experiment.options.seed = options.measure.seed;
    if (options.neighbors) {
        fitWorld(experiment, *options.neighbors);
        if (const auto problem = validate(experiment.options))
            throw UsageError("--neighbors: gives a world that cannot be: " + *problem);
    }
    experiment.steps = options.steps;
    experiment.durationSeconds = options.time.durationSeconds;
    // Steps asked for by number are the same ones in every run: the first, unless told otherwise.
    experiment.warmupSeconds =
        options.steps ? options.time.warmupSeconds.value_or(0) : options.time.warmup();
    return experiment;
}

} // namespace

Command addBoidsCommand(CLI::App &app)
{
    auto options = std::make_shared<BoidsOptions>();
    CLI::App *command = app.add_subcommand("boids", "Measure steps of a flock of boids");
    command
        ->add_option("--scene", options->scene,
                     "Begin with the flock of this scene file; other options change it")
        ->type_name("FILE.json");
    command
        ->add_option("--preset", options->preset,
                     "Begin with this flock: " + boids::presetNames()
                         + "; with --boids its world grows or shrinks")
        ->type_name("NAME");
    command->add_option("--boids", options->boids, "Boids (default: the scene's, or 300)")
        ->type_name("N")
        ->check(wholeNumber(0, boids::maxBoids));
    command
        ->add_option("--neighbors", options->neighbors,
                     "Mean number of neighbors at the start: sets the size of the world "
                     "(default: the scene's, or 1200 by 800)")
        ->type_name("X")
        ->check(numberAbove(0, 10000));
    command
        ->add_option("--visual-range", options->visualRange,
                     "How far a boid sees (default: the scene's, or 50)")
        ->type_name("X")
        ->check(numberFrom(0.1, 1e5));
    command
        ->add_option("--kernel", options->kernel,
                     "Compute with this one of " + boids::kernelNames() + " (default: the first)")
        ->type_name("NAME")
        ->check(oneOf("one of " + boids::kernelNames(),
                      [](const std::string &name) { return boids::kernelNamed(name) != nullptr; }));
    command->add_option("--steps", options->steps, "Measure so many steps instead of --duration")
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000'000'000));
    options->time.addTo(*command);
    options->measure.addTo(*command, lab::BoidsExperiment());

    return [options, command](const std::vector<std::string> &argv) {
        const bool seedGiven = command->get_option("--seed")->count() > 0;
        return runMeasuring(experimentOf(*options, seedGiven), options->measure, argv);
    };
}

} // namespace cownscope::bench

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "app/cownbench/measure_command.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/results/result_error.h"
#include "lab/scenes/scene_file.h"
#include "workloads/boids/presets.h"

#include <filesystem>
#include <memory>

namespace cownscope::bench {

namespace {

// A measuring command with options for the initial flock.
struct BoidsCommand
{
    explicit BoidsCommand(CLI::App &app)
        : measure(app, lab::boidsWorkload())
    {
        CLI::App &command = measure.command();
        command
            .add_option(
                "--scene", scene,
                "Start with the flock of this scene file; other options override its values")
            ->type_name("FILE.json");
        command
            .add_option("--preset", preset,
                        "Start with this flock: " + boids::presetNames()
                            + "; --boids scales its world")
            ->type_name("NAME");
    }

    lab::Experiment begin() const;

    MeasureCommand measure;
    std::optional<std::string> scene;
    std::optional<std::string> preset;
};

lab::NamedScene readScene(const std::string &file)
{
    try {
        return lab::readSceneFile(file);
    } catch (const lab::ResultError &error) {
        throw UsageError(std::string("--scene: ") + error.what());
    }
}

lab::Experiment BoidsCommand::begin() const
{
    lab::Experiment experiment(lab::boidsWorkload());
    auto &options = experiment.options.as<lab::BoidsOptions>();
    boids::Options &flock = options;
    if (scene && preset)
        throw UsageError("--scene and --preset cannot be combined");
    if (scene) {
        const lab::NamedScene named = readScene(*scene);
        flock = named.options;
        options.scene =
            named.name.empty() ? std::filesystem::path(*scene).stem().string() : named.name;
    } else if (preset) {
        const boids::Preset *known = boids::findPreset(*preset);
        if (!known)
            throw UsageError("--preset: must be one of " + boids::presetNames() + ", but is \""
                             + *preset + '"');
        flock = known->options;
        if (const auto count = measure.given("boids"))
            flock = withBoids(flock, count->get<std::uint32_t>());
        options.scene = known->name;
    }
    return experiment;
}

} // namespace

Command addBoidsCommand(CLI::App &app)
{
    auto command = std::make_shared<BoidsCommand>(app);
    return [command](const std::vector<std::string> &argv) {
        const lab::Experiment begin = command->begin();
        if (command->measure.given("neighbors")) {
            const lab::Experiment asked = command->measure.experimentFrom(begin);
            if (const Outcome valid = boids::validate(asked.options.as<lab::BoidsOptions>());
                !valid)
                throw UsageError("--neighbors: results in an invalid world: " + valid.reason());
        }
        return command->measure.run(begin, argv);
    };
}

} // namespace cownscope::bench

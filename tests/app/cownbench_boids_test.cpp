// SPDX-License-Identifier: GPL-3.0-or-later
#include "cownbench_run.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"
#include "lab/scenes/scene_file.h"
#include "support/temporary_folder.h"
#include "workloads/boids/kernel.h"
#include "workloads/boids/presets.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace cownscope;
using test::cownbench;
using test::entriesIn;
using test::TemporaryFolder;

TEST(CownbenchBoids, PrintsJsonAndWritesNoFile)
{
    const TemporaryFolder folder;
    const auto result = cownbench({"boids", "--boids", "700", "--neighbors", "8", "--seed", "5",
                                   "--steps", "20", "--workers", "2", "--json"},
                                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
    EXPECT_EQ(document.sweep.axis, "none");
    ASSERT_EQ(document.points.size(), 1u);
    const lab::Json &inputs = document.points[0].inputs;
    EXPECT_EQ(inputs["boids"], 700);
    EXPECT_EQ(inputs["neighbors"], 8);
    EXPECT_EQ(inputs["seed"], 5);
    EXPECT_EQ(inputs["steps"], 20);
    EXPECT_EQ(inputs["workers"], 2);
    const auto &more = document.points[0].repeats.at(0).more;
    EXPECT_EQ(more["boid_updates"], 20 * 700);
    EXPECT_EQ(more["kernel"], boids::fastestKernel().name);
    EXPECT_GT(more["lane_pairs"], 20 * 700 * 8);
    EXPECT_GT(more["forces_s"], 0);
    EXPECT_GT(more["sort_s"], 0);
    EXPECT_GE(more["parts"], 1);
    EXPECT_EQ(entriesIn(folder.path()), 0u);
}

TEST(CownbenchBoids, MeasuresASceneAndSaysWhichOne)
{
    const TemporaryFolder folder;
    lab::NamedScene scene{.name = "Evening", .options = {}};
    scene.options.boids = 500;
    scene.options.seed = 12;
    scene.options.parameters.visualRange = 30;
    scene.options.second = boids::SecondSpecies{.share = 0.25f};
    scene.options.influences.assign(boids::maxInfluences, {600, 400, 50, 30});
    lab::writeSceneFile(folder.path() / "evening.json", scene);
    const auto inputsOf = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"boids", "--steps", "5", "--workers", "1", "--json"});
        const auto result = cownbench(arguments, {.folder = folder.path()});
        EXPECT_EQ(result.exitCode, 0) << result.errors;
        const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
        EXPECT_EQ(document.sweep.fixed, document.points.at(0).inputs);
        EXPECT_FALSE(document.points.at(0).error);
        EXPECT_EQ(document.points.at(0).repeats.at(0).more["boid_updates"],
                  5 * document.points.at(0).inputs["boids"].get<int>());
        return document.points.at(0).inputs;
    };
    const lab::Json inputs = inputsOf({"--scene", "evening.json"});
    EXPECT_EQ(inputs["scene"], "Evening");
    EXPECT_EQ(inputs["boids"], 500);
    EXPECT_EQ(inputs["seed"], 12);
    EXPECT_EQ(inputs["visual_range"], 30);
    EXPECT_EQ(inputs["second_species"]["share"], 0.25);
    EXPECT_EQ(inputs["influence_count"], boids::maxInfluences);
    EXPECT_EQ(inputs["influences"].size(), boids::maxInfluences);
    const lab::Experiment experiment = lab::experimentFromInputs(inputs);
    const boids::Options &back = experiment.options.as<lab::BoidsOptions>();
    EXPECT_EQ(back, scene.options);

    const lab::Json changed = inputsOf(
        {"--scene", "evening.json", "--boids", "70", "--seed", "3", "--visual-range", "20"});
    EXPECT_EQ(changed["boids"], 70);
    EXPECT_EQ(changed["seed"], 3);
    EXPECT_EQ(changed["visual_range"], 20);
    EXPECT_EQ(changed["world_width"], inputs["world_width"]);
}

TEST(CownbenchBoids, MeasuresWithTheKernelThatIsNamed)
{
    const TemporaryFolder folder;
    const auto result =
        cownbench({"boids", "--kernel", "baseline", "--steps", "3", "--workers", "1", "--json"},
                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
    EXPECT_EQ(document.points.at(0).inputs["kernel"], "baseline");
    EXPECT_EQ(document.points.at(0).repeats.at(0).more["kernel"], "baseline");

    const auto refused = cownbench({"boids", "--kernel", "quick"}, {.folder = folder.path()});
    EXPECT_EQ(refused.exitCode, 2);
    EXPECT_TRUE(refused.errors.starts_with("cownbench: --kernel: must be one of "))
        << refused.errors;
    EXPECT_TRUE(refused.errors.ends_with(", but is \"quick\"\n")) << refused.errors;
}

TEST(CownbenchBoids, MeasuresAPresetAsLargeAsAskedFor)
{
    const TemporaryFolder folder;
    const auto result = cownbench({"boids", "--preset", "shoal", "--boids", "6000", "--steps", "3",
                                   "--workers", "1", "--json"},
                                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
    const lab::Json &inputs = document.points.at(0).inputs;
    EXPECT_EQ(inputs["scene"], "shoal");
    const lab::Experiment experiment = lab::experimentFromInputs(inputs);
    const boids::Options &back = experiment.options.as<lab::BoidsOptions>();
    EXPECT_EQ(back, withBoids(boids::findPreset("shoal")->options, 6000));
    EXPECT_FALSE(inputs.contains("influences"));
    EXPECT_FALSE(inputs.contains("second_species"));
}

TEST(CownbenchBoids, FitsTheWorldOfASceneAndLeavesItsRulesAlone)
{
    const TemporaryFolder folder;
    const auto result = cownbench({"boids", "--preset", "evacuation", "--neighbors", "4", "--steps",
                                   "3", "--workers", "1", "--json"},
                                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
    const lab::Json &inputs = document.points.at(0).inputs;
    const boids::Parameters &rules = boids::findPreset("evacuation")->options.parameters;
    EXPECT_EQ(inputs["turn_margin"], rules.turnMargin);
    EXPECT_NE(inputs["world_width"], rules.worldWidth);
}

// Everybody sees very many, and counting all of that would take longer than the measurement.
TEST(CownbenchBoids, AsksSomeOfACrowdHowManyNeighborsTheyHave)
{
    const TemporaryFolder folder;
    const auto result = cownbench({"boids", "--boids", "40002", "--seed", "2", "--steps", "1",
                                   "--warmup", "0", "--workers", "1", "--json"},
                                  {.folder = folder.path()});
    ASSERT_EQ(result.exitCode, 0) << result.errors;
    const lab::Document document = lab::documentFromJson(lab::Json::parse(result.output));
    const double mean =
        document.points.at(0).repeats.at(0).more["mean_neighbors_initial"].get<double>();
    EXPECT_GT(mean, 300);
    const double neighborsOfAsked = mean * 13'334; // every third; the sum over all has thirds
    EXPECT_NEAR(neighborsOfAsked, std::round(neighborsOfAsked), 1e-5) << mean;
}

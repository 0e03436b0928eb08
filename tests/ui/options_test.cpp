// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/options.h"
#include "lab/files/write_file.h"
#include "lab/results/result_file.h"
#include "lab/scenes/scene_file.h"
#include "lab/transport/transport_csv.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "workloads/boids/presets.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

namespace cownscope {
namespace {

TEST(Options, NothingGivenIsTheDefault)
{
    const ParseResult result = parseArguments({});
    ASSERT_TRUE(result.options);
    EXPECT_EQ(flockOf(result.options->configuration).boids, 300u);
    EXPECT_EQ(result.options->configuration.workers, ui::defaultWorkers());
    EXPECT_FALSE(result.options->lifetime());
    EXPECT_FALSE(result.options->paused);
}

TEST(Options, EverythingGiven)
{
    const QTemporaryDir folder;
    const std::string picture = folder.filePath("a.png").toStdString();
    const std::string json = folder.filePath("a.json").toStdString();
    const ParseResult result =
        parseArguments({"--workload", "boids",    "--boids",  "3000",    "--workers=3",  "--seed",
                        "7",          "--speed",  "max",      "--color", "worker",       "--theme",
                        "dark",       "--paused", "--size",   "800x600", "--quit-after", "2.5",
                        "--snapshot", picture,    "--export", json});
    ASSERT_TRUE(result.options) << result.output;
    const ProgramOptions &options = *result.options;
    EXPECT_EQ(flockOf(options.configuration).boids, 3000u);
    EXPECT_EQ(options.configuration.workers, 3u);
    EXPECT_EQ(flockOf(options.configuration).seed, 7u);
    EXPECT_EQ(ringsOf(options.configuration).seed, 7u);
    EXPECT_TRUE(options.configuration.of(lab::boidsWorkload()).speed.unlimited);
    EXPECT_EQ(options.flockSettings.colorMode, ui::ColorMode::Worker);
    EXPECT_EQ(options.theme, ui::Theme::Dark);
    EXPECT_TRUE(options.paused);
    EXPECT_EQ(options.size, QSize(800, 600));
    EXPECT_EQ(options.lifetime(), 2.5);
    EXPECT_EQ(options.snapshot.toStdString(), picture);
    EXPECT_TRUE(QDir{folder.path()}.isEmpty()) << "the check left something behind";
}

TEST(Options, AnIsolatedSimulationMayFailOnPurpose)
{
    const ParseResult result =
        parseArguments({"--isolated", "--crash-after", "2.5", "--crash-how", "exception"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_TRUE(result.options->isolated);
    ASSERT_TRUE(result.options->crash);
    EXPECT_EQ(result.options->crash->afterSeconds, 2.5);
    EXPECT_EQ(result.options->crash->kind, ui::CrashKind::Exception);
    const auto refusal = [](const std::vector<std::string> &arguments) {
        const ParseResult refused = parseArguments(arguments);
        EXPECT_EQ(refused.exitCode, 2);
        return refused.output;
    };
    EXPECT_EQ(refusal({"--crash-after", "1"}), "cownscope: --crash-after needs --isolated.\n");
    EXPECT_EQ(refusal({"--isolated", "--crash-how", "hang"}),
              "cownscope: --crash-how needs --crash-after.\n");
    EXPECT_EQ(refusal({"--isolated", "--crash-after", "1", "--crash-how", "slowly"}),
              "cownscope: --crash-how must be one of segfault, abort, exception, hang, not "
              "\"slowly\".\n");
    EXPECT_FALSE(parseArguments({"--isolated"}).options->crash);
}

TEST(Options, HowTheFlockIsShown)
{
    const ParseResult result =
        parseArguments({"--color", "cost", "--draw", "density", "--parts", "--trails", "30"});
    ASSERT_TRUE(result.options) << result.output;
    const ui::FlockSettings expected{ui::ColorMode::Cost, ui::Renderer::Density, true, true, 30};
    EXPECT_EQ(result.options->flockSettings, expected);
    EXPECT_EQ(parseArguments({}).options->flockSettings, ui::FlockSettings{});
    EXPECT_EQ(parseArguments({"--color", "species"}).options->flockSettings.colorMode,
              ui::ColorMode::Species);
}

TEST(Options, SpeedBelongsToTheWorkload)
{
    const ParseResult result = parseArguments({"--workload", "chain-ring", "--speed", "30"});
    ASSERT_TRUE(result.options);
    EXPECT_FALSE(result.options->configuration.of(lab::chainRingWorkload()).speed.unlimited);
    EXPECT_EQ(result.options->configuration.of(lab::chainRingWorkload()).speed.stepsPerSecond, 30);
    EXPECT_EQ(result.options->configuration.of(lab::boidsWorkload()).speed, ui::Speed{});
}

TEST(Options, SpeedWithThePicture)
{
    const ParseResult result = parseArguments({"--speed", "picture"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_TRUE(result.options->configuration.of(lab::boidsWorkload()).speed.isStepPerFrame());
    EXPECT_FALSE(result.options->configuration.of(lab::boidsWorkload()).speed.isPaced());
    EXPECT_EQ(result.options->configuration.of(lab::boidsWorkload()).speed.stepsPerSecond, 60);
}

TEST(Options, ARecording)
{
    const QTemporaryDir folder;
    const std::string film = folder.filePath("a.MP4").toStdString();
    const ParseResult result = parseArguments({"--record", film, "--record-rate", "30"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(result.options->record.toStdString(), film);
    EXPECT_EQ(result.options->recordRate, 30);
    EXPECT_FALSE(result.options->lifetime());
    EXPECT_TRUE(QDir{folder.path()}.isEmpty()) << "the check left something behind";
}

TEST(Options, ASnapshotOfTheViewAlone)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("a.png").toStdString();
    EXPECT_EQ(parseArguments({"--snapshot", file}).options->snapshotOf, SnapshotOf::Window);
    const ParseResult result = parseArguments({"--snapshot", file, "--snapshot-of", "view"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(result.options->snapshotOf, SnapshotOf::View);
}

TEST(Options, ASnapshotAloneEndsTheProgram)
{
    const QTemporaryDir folder;
    const ParseResult result =
        parseArguments({"--snapshot", folder.filePath("a.png").toStdString()});
    ASSERT_TRUE(result.options);
    EXPECT_EQ(result.options->lifetime(), 3.0);
}

TEST(Options, OpensFilesThatCanBeRead)
{
    const QTemporaryDir folder;
    const std::string good = folder.filePath("good.json").toStdString();
    lab::writeResultFile(good, {});
    const ParseResult result = parseArguments({"--open", good, "--open", good});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(result.options->files.results.size(), 2u);
    EXPECT_EQ(result.options->page, Page::Experiments);
    const ParseResult live = parseArguments({"--open", good, "--page", "live"});
    ASSERT_TRUE(live.options);
    EXPECT_EQ(live.options->page, Page::Live);
    EXPECT_EQ(parseArguments({}).options->page, Page::Live);
    EXPECT_EQ(parseArguments({"--open", good, good}).options->files.results.size(), 2u);
    EXPECT_EQ(parseArguments({good, "--workers", "1", good}).options->files.results.size(), 2u);
}

TEST(Options, AFileThatCannotBeOpenedKeepsNobodyFromTheOthers)
{
    const QTemporaryDir folder;
    const std::string good = folder.filePath("good.json").toStdString();
    const std::string bad = folder.filePath("bad.json").toStdString();
    lab::writeResultFile(good, {});
    const ParseResult result = parseArguments({bad, good});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(result.options->files.results.size(), 1u);
    ASSERT_EQ(result.options->files.problems.size(), 1);
    EXPECT_TRUE(result.options->files.problems[0].contains(QString::fromStdString(bad)));
    EXPECT_TRUE(parseArguments({bad}).options) << "the window says it";
    EXPECT_TRUE(parseArguments({bad, good, "--quit-after", "1"}).options);
    EXPECT_EQ(parseArguments({bad, "--quit-after", "1"}).exitCode, 2) << "nobody would see it";
}

TEST(Options, ASceneAmongTheFilesIsTheOneToBeginWith)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("evening.json").toStdString();
    const std::string good = folder.filePath("good.json").toStdString();
    lab::NamedScene scene;
    scene.options.boids = 77;
    scene.options.seed = 5;
    lab::writeSceneFile(file, scene);
    lab::writeResultFile(good, {});
    const ParseResult result = parseArguments({file, "--seed", "9"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(flockOf(result.options->configuration).boids, 77u);
    EXPECT_EQ(flockOf(result.options->configuration).seed, 9u);
    EXPECT_EQ(result.options->sceneName, "evening");
    EXPECT_EQ(result.options->page, Page::Live);
    EXPECT_EQ(parseArguments({file, good}).options->page, Page::Experiments);
    const ParseResult two = parseArguments({file, file});
    ASSERT_TRUE(two.options);
    EXPECT_EQ(two.options->files.problems.size(), 1) << "one scene at a time";
    const ParseResult both = parseArguments({file, "--preset", "shoal"});
    EXPECT_EQ(both.exitCode, 2);
    EXPECT_NE(both.output.find("--preset"), std::string::npos) << both.output;
}

TEST(Options, BeginsWithAPreset)
{
    const boids::Options &shoal = boids::findPreset("shoal")->options;
    const ParseResult result = parseArguments({"--preset", "shoal"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(flockOf(result.options->configuration), shoal);
    EXPECT_EQ(result.options->sceneName, "Shoal");
    const ParseResult large =
        parseArguments({"--preset", "shoal", "--boids", "6000", "--seed", "9"});
    ASSERT_TRUE(large.options);
    boids::Options expected = withBoids(shoal, 6000);
    expected.seed = 9;
    EXPECT_EQ(flockOf(large.options->configuration), expected) << "as dense as it was";
}

TEST(Options, TwoSpeciesAreToldApartUnlessAnotherColorIsChosen)
{
    const auto colorOf = [](const std::vector<std::string> &arguments) {
        return parseArguments(arguments).options.value().flockSettings.colorMode;
    };
    EXPECT_EQ(colorOf({"--preset", "shoal"}), ui::ColorMode::Heading);
    EXPECT_EQ(colorOf({"--preset", "two-flocks"}), ui::ColorMode::Species);
    EXPECT_EQ(colorOf({"--preset", "two-flocks", "--color", "speed"}), ui::ColorMode::Speed);
}

TEST(Options, WithoutASceneTheWorldHasRoomForTheBoids)
{
    const ParseResult few = parseArguments({"--boids", "1000"});
    EXPECT_EQ(flockOf(few.options->configuration).parameters, boids::Parameters{});
    const ParseResult many = parseArguments({"--boids", "1000000"});
    EXPECT_GT(flockOf(many.options->configuration).parameters.worldWidth, 25'000);
    EXPECT_EQ(flockOf(many.options->configuration).boids, 1'000'000u);
}

TEST(Options, BeginsWithASceneFile)
{
    const QTemporaryDir folder;
    const std::string file = folder.filePath("evening.json").toStdString();
    lab::NamedScene scene;
    scene.options.boids = 77;
    scene.options.seed = 5;
    scene.options.influences = {{1, 2, 3, 4}};
    lab::writeSceneFile(file, scene);
    const ParseResult result = parseArguments({"--scene", file});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_EQ(flockOf(result.options->configuration), scene.options);
    EXPECT_EQ(result.options->sceneName, "evening") << "the file's name where it has none";
    const ParseResult changed = parseArguments({"--scene", file, "--boids", "8", "--seed", "9"});
    ASSERT_TRUE(changed.options);
    scene.options.boids = 8;
    scene.options.seed = 9;
    EXPECT_EQ(flockOf(changed.options->configuration), scene.options) << "and nothing else";
}

TEST(Options, APlotNeedsResultsThatFitInOneChart)
{
    const QTemporaryDir folder;
    const auto path = [&folder](const char *name) { return folder.filePath(name).toStdString(); };
    lab::writeFile(path("t.csv"), lab::transport::toCsv(std::vector<lab::transport::Row>{}));
    lab::writeResultFile(path("sweep.json"), {});
    lab::writeSceneFile(path("scene.json"), {});
    const auto parsed = [&](const std::vector<std::string> &files) {
        std::vector<std::string> arguments{"--plot", path("p.svg")};
        arguments.insert(arguments.end(), files.begin(), files.end());
        return parseArguments(arguments);
    };
    const ParseResult one = parsed({path("t.csv")});
    ASSERT_TRUE(one.options) << one.output;
    EXPECT_EQ(one.options->plot, folder.filePath("p.svg"));
    EXPECT_TRUE(parsed({path("sweep.json"), path("sweep.json")}).options);
    for (const auto &[files, problem] :
         {std::pair{std::vector{path("t.csv"), path("sweep.json")}, "needs a plot of its own"},
          std::pair{std::vector{path("sweep.json"), path("scene.json")}, "is a scene"},
          std::pair{std::vector{path("sweep.json"), path("none.csv")}, "cannot read"}}) {
        const ParseResult refused = parsed(files);
        EXPECT_EQ(refused.exitCode, 2);
        EXPECT_NE(refused.output.find(problem), std::string::npos) << refused.output;
    }
    EXPECT_FALSE(QFile::exists(folder.filePath("p.svg"))) << "the check left something behind";
}

struct BadCase
{
    std::vector<std::string> arguments;
    std::string names; // what the message must contain
};

void PrintTo(const BadCase &bad, std::ostream *stream)
{
    for (const std::string &argument : bad.arguments)
        *stream << argument << ' ';
}

class BadOptions : public testing::TestWithParam<BadCase>
{ };

TEST_P(BadOptions, AreToldInOneLine)
{
    const ParseResult result = parseArguments(GetParam().arguments);
    EXPECT_FALSE(result.options);
    EXPECT_EQ(result.exitCode, 2);
    EXPECT_NE(result.output.find(GetParam().names), std::string::npos) << result.output;
    EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 1) << result.output;
}

INSTANTIATE_TEST_SUITE_P(
    Options, BadOptions,
    testing::Values(
        BadCase{{"--boids", "many"}, "--boids"}, BadCase{{"--boids", "-1"}, "--boids"},
        BadCase{{"--boids", "3e3"}, "--boids"}, BadCase{{"--boids", "99999999"}, "--boids"},
        BadCase{{"--workers", "0"}, "--workers"}, BadCase{{"--workers", "1025"}, "--workers"},
        BadCase{{"--workload", "sorting"}, "--workload"}, BadCase{{"--color", "mood"}, "--color"},
        BadCase{{"--draw", "quickly"}, "--draw"}, BadCase{{"--trails", "1"}, "--trails"},
        BadCase{{"--trails", "101"}, "--trails"}, BadCase{{"--theme", "pink"}, "--theme"},
        BadCase{{"--speed", "0"}, "--speed"}, BadCase{{"--speed", "nan"}, "--speed"},
        BadCase{{"--quit-after", "soon"}, "--quit-after"},
        BadCase{{"--quit-after", "0"}, "--quit-after"}, BadCase{{"--size", "800"}, "--size"},
        BadCase{{"--size", "800x"}, "--size"}, BadCase{{"--size", "8x8"}, "--size"},
        BadCase{{"--snapshot", "/nowhere/at/all.png"}, "--snapshot"},
        BadCase{{"--snapshot", "/tmp"}, "--snapshot"},
        BadCase{{"--snapshot", "/tmp/picture.xyz"}, "--snapshot"},
        BadCase{{"--export", "/nowhere/at/all.json"}, "--export"},
        BadCase{{"--preset", "flok"}, "--preset must be one of default, murmuration,"},
        BadCase{{"--scene", "/nowhere/at/all.json"}, "--scene: cannot read /nowhere/at/all.json"},
        BadCase{{"--scene", "/dev/null"}, "--scene: cannot read /dev/null"},
        BadCase{{"--scene", "a.json", "--preset", "shoal"}, "--scene and --preset"},
        BadCase{{"--open", "/nowhere/at/all.json", "--quit-after", "1"}, "/nowhere/at/all.json"},
        BadCase{{"--open", "/dev/null", "--snapshot", "/tmp/a.png"}, "/dev/null"},
        BadCase{{"--page", "third"}, "--page"},
        BadCase{{"--plot", "/tmp/a.gif"}, "--plot must be a .png or .svg file"},
        BadCase{{"--plot", "/nowhere/at/all.png"}, "--plot: cannot write /nowhere/at/all.png"},
        BadCase{{"--plot", "/tmp/a.png"}, "--plot needs a result file"},
        BadCase{{"--plot", "/tmp/a.png", "/nowhere/at/all.csv"}, "/nowhere/at/all.csv"},
        BadCase{{"--plot", "/tmp/a.png", "--snapshot", "/tmp/b.png"},
                "cannot be combined with --snapshot"},
        BadCase{{"--record", "/tmp/film.avi"}, ".mp4 or .mkv"},
        BadCase{{"--record", "/nowhere/at/all.mp4"}, "/nowhere/at/all.mp4"},
        BadCase{{"--record", "film.mp4", "--record-rate", "0"}, "--record-rate"},
        BadCase{{"--record-rate", "many"}, "--record-rate"},
        BadCase{{"--snapshot-of", "view"}, "--snapshot"},
        BadCase{{"--snapshot", "/tmp/a.png", "--snapshot-of", "desk"}, "--snapshot-of"},
        BadCase{{"--speed", "pictures"}, "--speed"}, BadCase{{"--boids"}, "--boids"},
        BadCase{{"surplus", "--quit-after", "1"}, "surplus"}, BadCase{{"--surplus"}, "--surplus"}));

TEST(Options, HelpAndVersion)
{
    const ParseResult help = parseArguments({"--help"});
    EXPECT_FALSE(help.options);
    EXPECT_EQ(help.exitCode, 0);
    for (const char *option :
         {"--workload",    "--boids",       "--workers", "--seed",  "--snapshot", "--quit-after",
          "--export",      "--color",       "--draw",    "--parts", "--trails",   "--speed",
          "--theme",       "--paused",      "--size",    "--open",  "--page",     "--record",
          "--record-rate", "--snapshot-of", "--plot"})
        EXPECT_NE(help.output.find(option), std::string::npos) << option;
    const ParseResult version = parseArguments({"--version"});
    EXPECT_EQ(version.exitCode, 0);
    EXPECT_EQ(version.output.rfind("cownscope ", 0), 0u) << version.output;
}

} // namespace
} // namespace cownscope

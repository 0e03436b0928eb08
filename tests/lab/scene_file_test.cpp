// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "lab/scenes/file_contents.h"
#include "lab/scenes/scene_file.h"
#include "support/temporary_folder.h"
#include "workloads/boids/presets.h"

#include <gtest/gtest.h>

#include <bit>
#include <fstream>
#include <limits>
#include <random>

using namespace cownscope;
using namespace cownscope::lab;
using test::TemporaryFolder;

namespace {

NamedScene fullScene()
{
    NamedScene scene{.name = "Zwei Schwärme", .options = {}};
    scene.options.boids = 4321;
    scene.options.seed = std::numeric_limits<std::uint64_t>::max();
    scene.options.parameters.centering = 0.1f / 3;
    scene.options.parameters.worldWidth = 12345.678f;
    scene.options.second = boids::SecondSpecies{.share = 0.25f, .avoidance = 0.7f};
    scene.options.influences = {{-3.5f, 1e-7f, 0.1f, -1e4f}, {1e7f, 0.3f, 1e5f, 15}};
    return scene;
}

Json sceneJson()
{
    return Json::parse(toText(fullScene()));
}

std::string refusal(const std::string &text)
{
    try {
        sceneFromText(text);
    } catch (const ResultError &error) {
        return error.what();
    }
    return "accepted";
}

// The full scene with one place changed.
std::string refusalWith(const char *pointer, Json value)
{
    Json json = sceneJson();
    json[Json::json_pointer(pointer)] = std::move(value);
    return refusal(json.dump());
}

} // namespace

TEST(SceneFile, GivesBackWhatWasWritten)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "new" / "scene.json";
    writeSceneFile(path, fullScene());
    EXPECT_EQ(readSceneFile(path), fullScene());
    for (const boids::Preset &preset : boids::presets()) {
        writeSceneFile(path, {preset.name, preset.options});
        EXPECT_EQ(readSceneFile(path), (NamedScene{preset.name, preset.options}));
    }
}

TEST(SceneFile, GivesBackAnyNumberToTheLastBit)
{
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        NamedScene scene;
        for (int j = 0; j < 20; ++j) {
            const auto any = [&] {
                const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
                return std::abs(value) <= 1e7f ? value : 0.1f;
            };
            scene.options.influences.push_back({any(), any(), 1, 1});
        }
        ASSERT_EQ(sceneFromText(toText(scene)), scene);
    }
}

TEST(SceneFile, IsShortAndReadable)
{
    NamedScene scene;
    scene.options.influences = {{1, 2, 50, 0.3f}};
    const std::string text = toText(scene);
    EXPECT_NE(text.find("\"strength\": 0.3\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\"schema_version\": 1"), std::string::npos);
    scene.options.influences.resize(boids::maxInfluences, {1.2345678f, 2.3456789f, 50, 0.3f});
    EXPECT_LT(toText(scene).size(), LargestSceneFile / 4);
}

TEST(SceneFile, TakesDefaultsForWhatIsMissing)
{
    EXPECT_EQ(sceneFromText(R"({"schema_version": 1, "kind": "scene"})"), NamedScene());
    const auto scene = sceneFromText(R"({"schema_version": 1, "kind": "scene", "boids": 7,
        "parameters": {"speed_limit": 3}, "second_species": {}, "influences": [{"x": 1, "y": 2}]})");
    boids::Options expected{.parameters = {}, .boids = 7};
    expected.parameters.speedLimit = 3;
    expected.second = boids::SecondSpecies();
    expected.influences = {{1, 2, 50, 0}};
    EXPECT_EQ(scene.options, expected);
}

TEST(SceneFile, NamesThePlaceAndWhatWouldBeRight)
{
    EXPECT_EQ(refusalWith("/parameters/world_width", -1),
              "parameters.world_width must be between 1 and 1e+06, not -1");
    EXPECT_EQ(refusalWith("/second_species/avoidance_of_first", 11),
              "second_species.avoidance_of_first must be between 0 and 10, not 11");
    EXPECT_EQ(refusalWith("/second_species/visual_range", 0),
              "second_species.visual_range must be between 0.1 and 100000, not 0");
    EXPECT_EQ(refusalWith("/influences/1/strength", 20'000),
              "influences[1].strength must be between -10000 and 10000, not 20000");
    EXPECT_EQ(refusalWith("/influences/0/x", "left"), "influences[0].x must be a number");
    EXPECT_EQ(refusalWith("/influences", Json::object()), "influences must be an array");
    EXPECT_EQ(refusalWith("/influences/0", 3), "influences[0] must be a JSON object");
    EXPECT_EQ(refusalWith("/boids", -1), "boids must be a whole number, 0 or more");
    EXPECT_EQ(refusalWith("/boids", 1.5), "boids must be a whole number, 0 or more");
    EXPECT_EQ(refusalWith("/boids", boids::maxBoids + 1),
              "boids must be between 0 and 1048576, not 1048577");
    EXPECT_EQ(refusalWith("/boids", std::uint64_t{1} << 40),
              "boids must be between 0 and 1048576, not 1099511627776");
    EXPECT_EQ(refusalWith("/seed", -1), "seed must be a whole number, 0 or more");
    EXPECT_EQ(refusalWith("/name", 3), "name must be a string");
    EXPECT_EQ(refusalWith("/name", std::string(201, 'x')),
              "name must have at most 200 bytes, not 201");
    EXPECT_EQ(refusalWith("/name", "two\nlines"), "name must be one line of text");
    EXPECT_EQ(refusalWith("/parameters/matching", 1e39),
              "parameters.matching must be a number within the range of a float");
    EXPECT_EQ(refusalWith("/influences", Json(1025, Json{{"x", 1}, {"y", 1}})),
              "influences must be at most 1024, not 1025");
    EXPECT_EQ(refusalWith("/schema_version", 2), "schema_version must be 1, but is 2");
    EXPECT_EQ(refusalWith("/kind", "result"), "this is not a scene file: kind must be \"scene\"");
}

TEST(SceneFile, RefusesNamesThatItDoesNotKnow)
{
    EXPECT_TRUE(refusalWith("/bird", 1).starts_with("bird is unknown; the known names are boids,"));
    EXPECT_TRUE(refusalWith("/parameters/centerng", 1)
                    .starts_with("parameters.centerng is unknown; the known names are"));
    EXPECT_EQ(refusalWith("/influences/1/z", 1),
              "influences[1].z is unknown; the known names are reach, strength, x, y");
}

TEST(SceneFile, NeedsToKnowWhereAnInfluenceIs)
{
    EXPECT_EQ(refusal(R"({"schema_version": 1, "kind": "scene", "influences": [{"x": 1}]})"),
              "influences[0].y is missing");
}

TEST(SceneFile, RefusesWhatIsNoScene)
{
    EXPECT_EQ(refusal(""), "not valid JSON at byte 1");
    EXPECT_EQ(refusal("[1, 2]"), "the file must be a JSON object");
    EXPECT_EQ(refusal("{}"), "this is not a scene file: kind must be \"scene\"");
    EXPECT_EQ(refusal(R"({"kind": "scene"})"), "schema_version is missing");
    EXPECT_EQ(refusal(R"({"kind": "scene", "schema_version": 1, "parameters": {"matching": NaN}})")
                  .substr(0, 22),
              "not valid JSON at byte");
    EXPECT_EQ(refusal(R"({"kind": "scene", "schema_version": 1, "seed": 1e999})"),
              "a number is larger than a double can hold");
    EXPECT_EQ(refusal(std::string(100'000, '[')), "values are nested more than 64 levels deep");
    EXPECT_EQ(refusal("{\"kind\": \"scene\", \"name\": \"\xff\"}").substr(0, 22),
              "not valid JSON at byte");
    const std::string whole = toText(fullScene());
    for (std::size_t end = 0; end + 2 < whole.size(); ++end)
        ASSERT_NE(refusal(whole.substr(0, end)), "accepted") << end;
}

TEST(SceneFile, WritesNothingThatCouldNotBeRead)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "scene.json";
    NamedScene scene = fullScene();
    scene.options.influences[0].x = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THROW(writeSceneFile(path, scene), ResultError);
    EXPECT_FALSE(exists(path));
}

TEST(SceneFile, ErrorsBeginWithThePath)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "scene.json";
    const auto problem = [&] {
        try {
            readSceneFile(path);
        } catch (const ResultError &error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    EXPECT_TRUE(problem().starts_with("cannot read " + path.string()));
    std::ofstream(path) << "{";
    EXPECT_EQ(problem(), path.string() + ": not valid JSON at byte 2");
    std::ofstream(path) << std::string(LargestSceneFile + 1, ' ');
    EXPECT_NE(problem().find("larger than the limit of 1 MiB"), std::string::npos) << problem();
}

TEST(SceneFile, IsToldFromAResultFile)
{
    const TemporaryFolder folder;
    const auto path = [&folder](const char *name) { return folder.path() / name; };
    const auto readContents = [](const std::filesystem::path &file) {
        return readJsonFile(file, [&file](const Json &json) {
            return contentsFromJson(json, std::filesystem::file_size(file));
        });
    };
    writeSceneFile(path("scene.json"), {});
    writeResultFile(path("result.txt"), {});
    EXPECT_TRUE(std::holds_alternative<NamedScene>(readContents(path("scene.json"))));
    EXPECT_TRUE(std::holds_alternative<Document>(readContents(path("result.txt"))));
    const auto problem = [&](const char *contents) {
        std::ofstream(path("other.json")) << contents;
        try {
            readContents(path("other.json"));
        } catch (const ResultError &error) {
            return std::string(error.what());
        }
        return std::string("accepted");
    };
    const std::string name = path("other.json").string() + ": ";
    EXPECT_EQ(problem("{}"),
              name + "this is neither a result file nor a scene: it has no schema_version");
    EXPECT_EQ(problem("[1]"),
              name + "this is neither a result file nor a scene: it has no schema_version");
    EXPECT_EQ(problem("{\"kind\": \"scene\""), name + "not valid JSON at byte 17");
    EXPECT_EQ(problem(R"({"kind": "scene", "schema_version": 1, "boids": -3})"),
              name + "boids must be a whole number, 0 or more");
    EXPECT_THROW(readContents(path("none.json")), ResultError);
    EXPECT_THROW(readContents(folder.path()), ResultError);
}

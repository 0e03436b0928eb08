// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/presets.h"

#include <gtest/gtest.h>

#include <set>

using namespace cownscope::boids;

namespace {

double density(const Options &options)
{
    return options.boids
        / (static_cast<double>(options.parameters.worldWidth)
           * static_cast<double>(options.parameters.worldHeight));
}

} // namespace

TEST(BoidsPresets, AreValidAndToldApart)
{
    std::set<std::string> names, titles;
    for (const Preset &preset : presets()) {
        EXPECT_TRUE(validate(preset.options)) << preset.name;
        EXPECT_TRUE(names.insert(preset.name).second) << preset.name;
        EXPECT_TRUE(titles.insert(preset.title).second) << preset.title;
        EXPECT_TRUE(preset.description.ends_with('.')) << preset.name;
        EXPECT_EQ(findPreset(preset.name), &preset);
        EXPECT_NE(presetNames().find(preset.name), std::string::npos);
    }
    EXPECT_EQ(presets().front().options, Options{});
    EXPECT_EQ(findPreset("Shoal"), nullptr) << "names are written small";
}

TEST(BoidsPresets, HoldWhatTheirNamesSay)
{
    EXPECT_TRUE(findPreset("two-flocks")->options.second);
    const auto &room = findPreset("evacuation")->options;
    std::size_t goals = 0;
    for (const Influence &influence : room.influences)
        goals += influence.strength < 0;
    EXPECT_EQ(goals, 1u);
    EXPECT_GT(room.influences.size(), 50u);
    EXPECT_LT(room.influences.size(), maxInfluences / 2) << "leaves no room for drawing";
}

TEST(BoidsPresets, KeepTheirDensityWithAnyNumberOfBoids)
{
    for (const Preset &preset : presets()) {
        for (const std::uint32_t boids : {1u, 100u, 12'345u, maxBoids}) {
            const Options other = withBoids(preset.options, boids);
            EXPECT_TRUE(validate(other)) << preset.name << ' ' << boids;
            EXPECT_EQ(other.boids, boids);
            EXPECT_NEAR(density(other) / density(preset.options), 1, 1e-5) << preset.name;
            EXPECT_LE(other.parameters.turnMargin, preset.options.parameters.turnMargin);
        }
    }
}

TEST(BoidsPresets, MoveInfluencesWithTheWorld)
{
    const Options &room = findPreset("evacuation")->options;
    const Options large = withBoids(room, room.boids * 4);
    ASSERT_EQ(large.influences.size(), room.influences.size());
    for (std::size_t i = 0; i < room.influences.size(); ++i) {
        EXPECT_FLOAT_EQ(large.influences[i].x, 2 * room.influences[i].x);
        EXPECT_FLOAT_EQ(large.influences[i].y, 2 * room.influences[i].y);
        EXPECT_FLOAT_EQ(large.influences[i].reach, 2 * room.influences[i].reach);
        EXPECT_EQ(large.influences[i].strength, room.influences[i].strength);
    }
    EXPECT_EQ(large.parameters.turnMargin, room.parameters.turnMargin);
    EXPECT_EQ(large.parameters.visualRange, room.parameters.visualRange);
}

TEST(BoidsPresets, NoBoidsLeaveTheWorldAsItIs)
{
    const Options none = withBoids(Options{}, 0);
    EXPECT_EQ(none.parameters, Parameters{});
    EXPECT_EQ(withBoids(none, 100).parameters, Parameters{});
}

TEST(BoidsPresets, AWorldGrowsOnlyIfItMustHaveRoom)
{
    Options options;
    EXPECT_EQ(withRoom(options), options);
    options.boids = 100'000;
    const Options roomy = withRoom(options);
    const Parameters &world = roomy.parameters;
    EXPECT_FLOAT_EQ(world.worldWidth / world.worldHeight, 1.5f);
    const float area = world.worldWidth * world.worldHeight;
    EXPECT_NEAR(100'000 * 3.14159f * 50 * 50 / area, 11, 0.01);
    EXPECT_EQ(withRoom(roomy), roomy);
    EXPECT_TRUE(validate(roomy));
    EXPECT_LT(withRoom(options, 22).parameters.worldWidth, world.worldWidth);

    options.parameters.visualRange = 1e5f;
    EXPECT_TRUE(validate(withRoom(options))) << "as large as can be";
}

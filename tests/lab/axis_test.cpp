// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/axis.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"

#include <gtest/gtest.h>

using namespace cownscope::lab;

namespace {

std::string problemOf(const Workload &workload, const char *axis, const std::string &text)
{
    try {
        parseSweepValues(workload, axis, text);
    } catch (const ConfigurationError &error) {
        return error.what();
    }
    return {};
}

// The inputs of the derived experiment with this value of the axis.
Json inputsWith(Experiment experiment, const char *axis, const std::string &value)
{
    applyAxisValue(experiment, axis, parseSweepValues(*experiment.workload, axis, value).at(0));
    return inputsJson(derived(experiment));
}

const Workload &rings = chainRingWorkload();
const Workload &fan = fanOutWorkload();
const Workload &flock = boidsWorkload();

} // namespace

TEST(Axis, EachWorkloadHasItsOwn)
{
    EXPECT_EQ(axisNames(rings), "workers, iters, group-size, payload or none");
    EXPECT_EQ(axisNames(fan),
              "workers, fanout-width, producers, child-iters, producer-steps or none");
    EXPECT_EQ(axisNames(flock), "workers, boids, visual-range or none");
    EXPECT_EQ(problemOf(flock, "iters", "1"),
              "must be workers, boids, visual-range or none, but is \"iters\"");
}

TEST(Axis, UsualValuesAreThoseOfTheReference)
{
    EXPECT_EQ(parseSweepValues(rings, "iters", ""),
              (std::vector<Json>{250, 500, 1000, 2000, 4000, 8000}));
    EXPECT_EQ(parseSweepValues(rings, "group-size", " , "), (std::vector<Json>{1, 2, 4, 8}));
    EXPECT_EQ(parseSweepValues(rings, "payload", "").at(4), Json({64, 64}));
    EXPECT_EQ(parseSweepValues(fan, "fanout-width", ""), (std::vector<Json>{1, 2, 4, 8, 16, 32}));
    EXPECT_EQ(parseSweepValues(fan, "producers", ""), (std::vector<Json>{1, 2, 4, 8}));
    EXPECT_EQ(parseSweepValues(fan, "child-iters", ""), (std::vector<Json>{1, 2, 4, 8}));
    EXPECT_EQ(parseSweepValues(fan, "producer-steps", ""),
              (std::vector<Json>{100, 500, 1000, 5000}));
    const auto workers = parseSweepValues(rings, "workers", "");
    EXPECT_EQ(std::vector<Json>(workers.begin(), workers.begin() + 4),
              (std::vector<Json>{1, 2, 4, 8}));
    EXPECT_EQ(parseSweepValues(rings, NoAxis, ""), std::vector{Json()});
}

TEST(Axis, ValuesAreParsedAsTyped)
{
    EXPECT_EQ(parseSweepValues(rings, "workers", " 4, 2 ,1,"), (std::vector<Json>{4, 2, 1}));
    EXPECT_EQ(parseSweepValues(rings, "payload", "4x4, 8x2"),
              (std::vector<Json>{Json({4, 4}), Json({8, 2})}));
    EXPECT_EQ(parseSweepValues(flock, "visual-range", "12.5,50"), (std::vector<Json>{12.5, 50.0}));
    EXPECT_EQ(parseSweepValues(flock, "boids", "0").at(0), 0);
}

TEST(Axis, SemicolonsLeaveTheCommaToDecimals)
{
    EXPECT_EQ(parseSweepValues(flock, "visual-range", "12,5; 0.5;7"),
              (std::vector<Json>{12.5, 0.5, 7.0}));
    EXPECT_EQ(parseSweepValues(rings, "workers", "4;2"), (std::vector<Json>{4, 2}));
    EXPECT_EQ(problemOf(rings, "workers", "1,5;2"),
              "must be whole numbers from 1 to 1024 separated by commas, but contains \"1,5\"");
    EXPECT_EQ(problemOf(flock, "visual-range", "0,5;0.5"), "contains 0.5 twice");
}

TEST(Axis, ValuesThatAreWrongAreNamed)
{
    EXPECT_EQ(problemOf(rings, "workers", "1,two"),
              "must be whole numbers from 1 to 1024 separated by commas, but contains \"two\"");
    EXPECT_EQ(problemOf(rings, "workers", "0"),
              "must be whole numbers from 1 to 1024 separated by commas, but contains \"0\"");
    EXPECT_EQ(problemOf(rings, "workers", "1 2"),
              "must be whole numbers from 1 to 1024 separated by commas, but contains \"1 2\"");
    for (const char *text : {"16", "x16", "16x", "16x16x16", "0x4", "-4x4", "4X4"})
        EXPECT_EQ(problemOf(rings, "payload", text),
                  std::string("must be sizes like 16x16 separated by commas, but contains \"")
                      + text + '"');
    for (const char *text : {"0", "-1", "nan", "inf", "1e999"})
        EXPECT_NE(problemOf(flock, "visual-range", text), "") << text;
    EXPECT_EQ(problemOf(rings, "iters", "5, 5"), "contains 5 twice");
    EXPECT_EQ(problemOf(rings, NoAxis, "1"), "must be left out if the axis is none");
}

TEST(Axis, SetsWhatItNames)
{
    EXPECT_EQ(inputsWith(Experiment(rings), "iters", "9")["iters"], 9);
    EXPECT_EQ(inputsWith(Experiment(rings), "payload", "3x3")["payload_rows"], 3);
    EXPECT_EQ(inputsWith(Experiment(fan), "producers", "6")["producers"], 6);
    EXPECT_EQ(inputsWith(Experiment(fan), "child-iters", "6")["child_iters"], 6);
    EXPECT_EQ(inputsWith(Experiment(fan), "fanout-width", "6")["fanout_width"], 6);
    EXPECT_EQ(inputsWith(Experiment(fan), "producer-steps", "6")["producer_steps"], 6);
    EXPECT_EQ(inputsWith(Experiment(flock), "boids", "6")["boids"], 6);
    EXPECT_EQ(inputsWith(Experiment(flock), "visual-range", "6.5")["visual_range"], 6.5);
}

TEST(Axis, SizesAreDerivedAnewWhereTheReferenceDoes)
{
    Experiment given(chainRingWorkload());
    auto &givenOptions = given.options.as<ChainRingOptions>();
    givenOptions.rings = 77;
    givenOptions.chainsPerRing = 3;
    EXPECT_EQ(inputsWith(given, "workers", "2")["rings"], 8);
    EXPECT_EQ(inputsWith(given, "workers", "2")["chains_per_ring"], 8);
    EXPECT_EQ(inputsWith(given, "group-size", "4")["chains_per_ring"], 4);
    EXPECT_EQ(inputsWith(given, "iters", "1")["rings"], 77);

    Experiment fanGiven(fanOutWorkload());
    auto &fanGivenOptions = fanGiven.options.as<FanOutOptions>();
    fanGivenOptions.fanoutWidth = 5;
    EXPECT_EQ(inputsWith(fanGiven, "workers", "8")["fanout_width"], 5);
    EXPECT_EQ(inputsWith(fanGiven, "workers", "8")["producers"], 2);
}

TEST(Axis, AFlockKeepsItsDensity)
{
    Experiment boids(boidsWorkload());
    fitWorld(boids.options.as<BoidsOptions>(), 10);
    const Json few = inputsWith(boids, "boids", "1000");
    const Json many = inputsWith(boids, "boids", "4000");
    EXPECT_NEAR(many["world_width"].get<double>() / few["world_width"].get<double>(), 2, 0.01);
}

TEST(Axis, ValuesAreShownAsTyped)
{
    EXPECT_EQ(axisValueText(4), "4");
    EXPECT_EQ(axisValueText({4, 8}), "4x8");
    EXPECT_EQ(axisValueText(12.5), "12.5");
    EXPECT_EQ(axisValueText(50.0), "50");
    EXPECT_EQ(axisValueText({}), "-");
}

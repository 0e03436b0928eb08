// SPDX-License-Identifier: GPL-3.0-or-later
#include "serial_flock.h"
#include "workloads/boids/row_mover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

using namespace cownscope::boids;
using namespace cownscope::tests;

namespace {

Options mixed(std::uint32_t boids)
{
    Options options{.parameters = {}, .boids = boids, .seed = 12};
    options.second = SecondSpecies{.share = 0.3f, .visualRange = 70, .speedLimit = 9};
    options.influences = {{600, 400, 150, 20}, {200, 100, 300, -4}};
    return options;
}

} // namespace

// Not only within a bound: to the bit, so that a flock can be compared from machine to machine.
TEST(BoidsKernel, AllInstructionSetsGiveTheSameFlock)
{
    if (kernels().size() == 1)
        GTEST_SKIP() << "this machine has only the baseline kernel";
    for (const Options &options :
         {Options{.parameters = {}, .boids = 700, .seed = 11}, mixed(700)}) {
        SerialFlock baseline(options, {}, kernels().back());
        baseline.step(300);
        for (const Kernel &kernel : kernels()) {
            SerialFlock other(options, {}, kernel);
            other.step(300);
            EXPECT_EQ(baseline.snapshot(), other.snapshot()) << kernel.name;
        }
    }
}

TEST(BoidsKernel, ASecondSpeciesLikeTheFirstChangesNothingButWhomItFollows)
{
    // With nobody of the second species, its kernels compute what those for one species do.
    Options options{.parameters = {}, .boids = 500, .seed = 13};
    SerialFlock one(options);
    options.second = SecondSpecies{.share = 0};
    SerialFlock two(options);
    one.step(100);
    two.step(100);
    EXPECT_EQ(one.snapshot(), two.snapshot());
}

TEST(BoidsKernel, KernelsAreFoundByName)
{
    ASSERT_NE(kernelNamed("baseline"), nullptr);
    EXPECT_EQ(kernelNamed("baseline")->lanes, 4u);
    EXPECT_EQ(kernelNamed(fastestKernel().name), &fastestKernel());
    EXPECT_EQ(kernelNamed("fast"), nullptr);
    EXPECT_EQ(kernelNamed(""), nullptr);
}

// So that a long row can be computed in pieces.
TEST(BoidsKernel, PiecesOfARowGiveTheWhole)
{
    constexpr std::uint32_t boids = 1001;
    const std::vector<std::uint32_t> start{0, boids};
    const std::size_t size = boids + BoidArrays::padding;
    std::vector<float> x(size), y(size), vx(size), vy(size);
    for (std::uint32_t i = 0; i < boids; ++i) {
        x[i] = static_cast<float>(i % 37) * 3;
        y[i] = static_cast<float>(i % 41) * 2;
        vx[i] = static_cast<float>(i % 7);
        vy[i] = static_cast<float>(i % 5) - 2;
    }
    RowTask task;
    task.x = x.data();
    task.y = y.data();
    task.vx = vx.data();
    task.vy = vy.data();
    task.count = boids;
    task.rows[1] = {x.data(), y.data(), vx.data(), vy.data(), nullptr, start.data()};
    const StepRules rules{Scene{}};
    for (const Kernel &kernel : kernels()) {
        const auto moved = [&](std::uint32_t piece) {
            MovedRow to;
            to.resize(boids);
            std::uint64_t pairs = 0;
            for (task.first = 0; task.first < boids; task.first = task.end) {
                task.end = std::min(task.first + piece, boids);
                pairs += kernel.oneSpecies(task, rules,
                                           {to.x.data(), to.y.data(), to.vx.data(), to.vy.data(),
                                            to.column.data(), to.row.data()});
            }
            EXPECT_GE(pairs, std::uint64_t{boids} * boids) << kernel.name;
            to.x.resize(boids);
            to.vy.resize(boids);
            return std::pair(to.x, to.vy);
        };
        const auto whole = moved(boids);
        EXPECT_EQ(moved(64), whole) << kernel.name;
        EXPECT_EQ(moved(640), whole) << kernel.name;
    }
}

// 11 neighbors on average are 33 in a square of the edge; what more is looked at is the price of
// computing 16 boids at a time.
TEST(BoidsKernel, FewPairsAreLookedAtInVain)
{
    Options options{.parameters = {}, .boids = 20'000, .seed = 14};
    const float scale = std::sqrt(20'000 * 3.14159f * 2500 / 11 / (1200 * 800));
    options.parameters.worldWidth *= scale;
    options.parameters.worldHeight *= scale;
    for (const Kernel &kernel : kernels()) {
        SerialFlock flock(options, {}, kernel);
        flock.step();
        const double each = static_cast<double>(flock.pairs()) / options.boids;
        const double best = 28.5 + 28.5 * kernel.lanes / 16; // lanes are as far apart as boids are
        EXPECT_LT(each, 1.7 * best) << kernel.name;
        EXPECT_GT(each, 33) << kernel.name;
    }
}

TEST(BoidsKernel, RulesTakeTheSmallerOfBothDistances)
{
    Scene scene;
    scene.parameters.visualRange = 10;
    scene.parameters.separationDistance = 30;
    EXPECT_EQ(StepRules(scene).species[0].separationSquared, 100);
    scene.parameters.separationDistance = 3;
    EXPECT_EQ(StepRules(scene).species[0].separationSquared, 9);
}

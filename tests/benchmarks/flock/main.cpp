// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of a flock on cowns beside those of the same kernel on bare threads.
#include <malloc.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <string>

#include <CLI/CLI.hpp>

#include "benchmarks/flock/bare_flock.h"
#include "benchmarks/flock/cown_flock.h"
#include "lab/experiments/boids_experiment.h"
#include "lab/experiments/neighbors.h"
#include "lab/statistics/bootstrap.h"
#include "lab/statistics/robust.h"
#include "workloads/boids/kernel.h"

using namespace cownscope;
using benchmark::BareFlock;
using benchmark::CownFlock;

namespace {

using Clock = std::chrono::steady_clock;

struct BenchOptions
{
    std::uint32_t boids = 131072;
    double neighbors = 11;
    double area = 1; // share of the world where the boids begin
    unsigned workers = 2;
    std::string kernel = boids::fastestKernel().name;
    unsigned pairs = 10;
    std::uint64_t warmup = 3;
    std::uint64_t steps = 0; // of each half of a pair; 0: about a tenth of a second
};

// What the flock on cowns has done in all measured windows.
struct Account
{
    double elapsed = 0;
    std::uint64_t forces = 0;
    std::uint64_t sort = 0;
    std::uint64_t pairs = 0;
    std::uint64_t behaviors = 0;
    double elapsedBare = 0;
    boids::PartTimes bare;
};

double secondsOf(const auto &function)
{
    const auto begin = Clock::now();
    function();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

double neighborsOf(const boids::Snapshot &state, const boids::Options &options)
{
    return lab::meanNeighbors(state.x, state.y, options.parameters.visualRange).value_or(0);
}

std::size_t heapInUse()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

boids::Options optionsOf(const BenchOptions &bench)
{
    lab::BoidsExperiment experiment;
    experiment.options.boids = bench.boids;
    fitWorld(experiment, bench.neighbors);
    return experiment.options;
}

std::optional<boids::Disk> birthplaceOf(const BenchOptions &bench, const boids::Options &options)
{
    if (bench.area >= 1)
        return {};
    const float width = options.parameters.worldWidth;
    const float height = options.parameters.worldHeight;
    const double area = bench.area * static_cast<double>(width) * static_cast<double>(height);
    return boids::Disk{width / 2, height / 2,
                       static_cast<float>(std::sqrt(area / std::numbers::pi))};
}

double measured(CownFlock &flock, std::uint64_t steps, Account &account)
{
    const boids::WorkDone before = flock.workDone();
    const std::uint64_t behaviors = flock.statistics().completed;
    const double seconds = secondsOf([&] { flock.advance(steps); });
    const boids::WorkDone after = flock.workDone();
    account.elapsed += seconds;
    account.forces += after.forces - before.forces;
    account.sort += after.sort - before.sort;
    account.pairs += after.pairs - before.pairs;
    account.behaviors += flock.statistics().completed - behaviors;
    return seconds / static_cast<double>(steps);
}

double measured(BareFlock &flock, std::uint64_t steps, Account &account)
{
    const boids::PartTimes before = flock.times();
    const double seconds = secondsOf([&] { flock.advance(steps); });
    account.elapsedBare += seconds;
    account.bare.forces += flock.times().forces - before.forces;
    account.bare.sort += flock.times().sort - before.sort;
    return seconds / static_cast<double>(steps);
}

int compare(const BenchOptions &bench)
{
    const boids::Kernel &kernel = *boids::kernelNamed(bench.kernel);
    const boids::Options options = optionsOf(bench);
    const std::optional<boids::Disk> birthplace = birthplaceOf(bench, options);
    std::vector<double> onCowns, onThreads;
    Account account;
    double neighborsBefore = 0, neighborsAfter = 0;
    std::size_t bytes = 0, parts = 0;
    std::uint64_t steps = bench.steps;
    bool same = true;
    // Each pair begins anew, so that the neighbors do not become more from pair to pair.
    for (unsigned pair = 0; pair < bench.pairs; ++pair) {
        const std::size_t heapBefore = heapInUse();
        CownFlock cowns(options, birthplace, bench.workers, kernel);
        cowns.advance(bench.warmup);
        bytes = std::max(bytes, heapInUse() - heapBefore);
        BareFlock bare(options, birthplace, bench.workers, kernel);
        bare.advance(bench.warmup);
        if (pair == 0) {
            neighborsBefore = neighborsOf(bare.snapshot(), options);
            if (steps == 0) {
                const double one = secondsOf([&] { bare.advance(1); });
                cowns.advance(1);
                steps = std::max<std::uint64_t>(2, static_cast<std::uint64_t>(0.1 / one));
            }
        }
        if (pair % 2 == 0)
            onCowns.push_back(measured(cowns, steps, account));
        onThreads.push_back(measured(bare, steps, account));
        if (pair % 2 != 0)
            onCowns.push_back(measured(cowns, steps, account));
        if (pair == 0) {
            const boids::Snapshot state = bare.snapshot();
            same = state == cowns.snapshot();
            neighborsAfter = neighborsOf(state, options);
            parts = cowns.parts();
        }
    }

    const double cownStep = lab::median(onCowns).value();
    const double bareStep = lab::median(onThreads).value();
    const auto ratio = lab::bootstrapMedianRatio(onCowns, onThreads);
    const double allSteps = static_cast<double>(steps) * bench.pairs;
    const auto share = [&](std::uint64_t nanoseconds, double elapsed) {
        return 100 * static_cast<double>(nanoseconds) / (1e9 * elapsed * bench.workers);
    };
    const double forces = share(account.forces, account.elapsed);
    const double sort = share(account.sort, account.elapsed);
    const double perBoid = allSteps * bench.boids;
    std::printf("%u boids, %u workers, %s, neighbors %.1f to %.1f, %zu parts, %u pairs of %llu "
                "steps\n",
                bench.boids, bench.workers, kernel.name, neighborsBefore, neighborsAfter, parts,
                bench.pairs, static_cast<unsigned long long>(steps));
    std::printf("  cowns %.3f ms a step, bare threads %.3f ms\n", 1e3 * cownStep, 1e3 * bareStep);
    std::printf("  cowns are %.3f times as fast as bare threads", bareStep / cownStep);
    if (ratio)
        std::printf(" (95 %% %.3f to %.3f)", ratio->low, ratio->high);
    std::printf("; the flocks are %s\n", same ? "the same" : "NOT THE SAME");
    std::printf("  a boid and core: forces %.1f ns, sort %.1f ns; %.0f lane pairs, %.3f ns each\n",
                static_cast<double>(account.forces) / perBoid,
                static_cast<double>(account.sort) / perBoid,
                static_cast<double>(account.pairs) / perBoid,
                static_cast<double>(account.forces) / static_cast<double>(account.pairs));
    std::printf(
        "  of the cores' time: forces %.1f %%, sort %.1f %%, scheduling and waiting %.1f %% "
        "(bare threads: barriers and waiting %.1f %%); %.0f behaviors a step\n",
        forces, sort, 100 - forces - sort,
        100 - share(account.bare.forces + account.bare.sort, account.elapsedBare),
        static_cast<double>(account.behaviors) / allSteps);
    std::printf("  heap %.1f bytes a boid\n", static_cast<double>(bytes) / bench.boids);
    return same ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    BenchOptions bench;
    CLI::App app("Measures the flock on cowns beside bare threads.", "flock_bench");
    app.add_option("--boids", bench.boids, "Boids")->capture_default_str();
    app.add_option("--neighbors", bench.neighbors, "Neighbors if all over the world")
        ->capture_default_str();
    app.add_option("--area", bench.area, "Share of the world's area where the boids begin")
        ->check(CLI::Range(1e-6, 1.0))
        ->capture_default_str();
    app.add_option("--workers", bench.workers, "Threads of each side")->capture_default_str();
    app.add_option("--kernel", bench.kernel, "One of " + boids::kernelNames())
        ->check([](const std::string &name) {
            return boids::kernelNamed(name) ? "" : "must be one of " + boids::kernelNames();
        })
        ->capture_default_str();
    app.add_option("--pairs", bench.pairs, "Pairs of measurements")->capture_default_str();
    app.add_option("--steps", bench.steps, "Steps of each (0: a tenth of a second)")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return compare(bench);
}

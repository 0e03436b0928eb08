// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of a flock on cowns beside those of the same kernel on bare threads.
#include "benchmarks/flock/comparison.h"
#include "lab/statistics/bootstrap.h"
#include "lab/statistics/robust.h"
#include "workloads/boids/parameters.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <string>

using namespace cownscope;
using namespace cownscope::benchmark;

namespace {

// How many times as fast as the other it is.
std::string fasterText(const Side &side, const Side &other)
{
    char text[64];
    const double ratio = lab::median(other.steps).value() / lab::median(side.steps).value();
    if (const auto interval = lab::bootstrapMedianRatio(side.steps, other.steps))
        std::snprintf(text, sizeof text, "%.3f (95 %% %.3f to %.3f)", ratio, interval->low,
                      interval->high);
    else
        std::snprintf(text, sizeof text, "%.3f", ratio);
    return text;
}

// Where the time of all cores goes.
void printSplit(const char *title, const char *rest, const Side &side, unsigned workers)
{
    const auto share = [&](std::uint64_t nanoseconds) {
        return 100 * static_cast<double>(nanoseconds) / (1e9 * side.elapsed * workers);
    };
    const double forces = share(side.times.forces);
    const double sort = share(side.times.sort);
    std::printf("  %-20s %.3f ms a step: forces %.1f %%, sort %.1f %%, %s %.1f %%\n", title,
                1e3 * lab::median(side.steps).value(), forces, sort, rest, 100 - forces - sort);
}

// For programs, as boc_bench prints a sample.
int printValues(const Configuration &bench, const Comparison &result)
{
    const double steps = 1 / lab::median(result.cowns.steps).value();
    const double all = 1e9 * result.cowns.elapsed * bench.workers;
    const auto busy = static_cast<double>(result.cowns.times.forces + result.cowns.times.sort);
    std::printf(
        "%g\nbare %g\nwaiting %% %g\nparts %zu\nparked in a step %g\n"
        "bytes a boid %g\n",
        steps, 1 / lab::median(result.bare.steps).value(), 100 * (1 - busy / all), result.parts,
        static_cast<double>(result.parks) / (static_cast<double>(result.steps) * bench.turns),
        static_cast<double>(result.bytes) / bench.boids);
    if (!result.same)
        std::fprintf(stderr, "flock_bench: the flocks are not the same\n");
    return result.same ? 0 : 1;
}

int report(const Configuration &bench, const Comparison &result)
{
    const double steps = static_cast<double>(result.steps) * bench.turns;
    const double updates = steps * bench.boids;
    const auto forces = static_cast<double>(result.cowns.times.forces);
    const auto lanePairs = static_cast<double>(result.lanePairs);
    std::printf("%u boids, %u workers, %s, neighbors %.1f to %.1f, %zu parts, %u turns of %llu "
                "steps; the flocks are %s\n",
                bench.boids, bench.workers, bench.kernel.c_str(), result.neighborsBefore,
                result.neighborsAfter, result.parts, bench.turns,
                static_cast<unsigned long long>(result.steps),
                result.same ? "the same" : "NOT THE SAME");
    printSplit("cowns", "scheduling and waiting", result.cowns, bench.workers);
    printSplit("cowns, frames shown", "likewise", result.showing, bench.workers);
    printSplit("bare threads", "barriers and waiting", result.bare, bench.workers);
    std::printf("  times as fast: cowns as bare threads %s,\n"
                "                 with frames as without %s, a frame each %.1f steps\n",
                fasterText(result.cowns, result.bare).c_str(),
                fasterText(result.showing, result.cowns).c_str(),
                steps / static_cast<double>(result.frames));
    std::printf("  a boid and core: forces %.1f ns, sort %.1f ns; %.0f lane pairs, %.3f ns each\n",
                forces / updates, static_cast<double>(result.cowns.times.sort) / updates,
                lanePairs / updates, forces / lanePairs);
    std::printf("  a step: %.1f behaviors, workers park %.2f times\n",
                static_cast<double>(result.behaviors) / steps,
                static_cast<double>(result.parks) / steps);
    std::printf("  heap: %.1f bytes a boid, %.1f with frames\n",
                static_cast<double>(result.bytes) / bench.boids,
                static_cast<double>(result.bytesShowing) / bench.boids);
    return result.same ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    Configuration bench;
    CLI::App app("Measures the flock on cowns beside bare threads.", "flock_bench");
    app.add_option("--boids", bench.boids, "Boids")
        ->check(CLI::Range(1u, boids::maxBoids))
        ->capture_default_str();
    app.add_option("--neighbors", bench.neighbors, "Neighbors if all over the world")
        ->check(CLI::Range(0.01, 10000.0))
        ->capture_default_str();
    app.add_option("--area", bench.area, "Share of the world's area where the boids begin")
        ->check(CLI::Range(1e-6, 1.0))
        ->capture_default_str();
    app.add_option("--workers", bench.workers, "Threads of each side")
        ->check(CLI::Range(1, 1024))
        ->capture_default_str();
    app.add_option("--kernel", bench.kernel, "One of " + boids::kernelNames())
        ->check([](const std::string &name) {
            return boids::kernelNamed(name) ? "" : "must be one of " + boids::kernelNames();
        })
        ->capture_default_str();
    app.add_option("--turns", bench.turns, "Turns of all three")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    app.add_option("--steps", bench.steps, "Steps of each (0: a tenth of a second)")
        ->capture_default_str();
    bool values = false;
    app.add_flag("--values", values, "Print only numbers: steps a second, and others with names");
    CLI11_PARSE(app, argc, argv);
    try {
        const Comparison result = compare(bench);
        return values ? printValues(bench, result) : report(bench, result);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "flock_bench: %s\n", error.what());
        return 2;
    }
}

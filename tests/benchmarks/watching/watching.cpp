// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/watching/watching.h"

#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/statistics/bootstrap.h"
#include "lab/statistics/robust.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

namespace cownscope::benchmark {

WatchingOptions watchingOptions(int argc, char **argv, const char *description, const char *name)
{
    WatchingOptions options;
    CLI::App app(description, name);
    app.add_option("--pairs", options.pairs, "Pairs of measurements")->capture_default_str();
    app.add_option("--workers", options.workers, "Worker threads")->capture_default_str();
    app.add_option("--duration", options.seconds, "Seconds of each")->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        std::exit(app.exit(error) == 0 ? 0 : 2);
    }
    return options;
}

lab::Experiment watchedExperiment(const WatchingOptions &options)
{
    lab::Experiment experiment(lab::chainRingWorkload());
    experiment.options.as<lab::ChainRingOptions>().nullPayload = true;
    experiment.workers = options.workers;
    experiment.durationSeconds = options.seconds;
    experiment.warmupSeconds = 0.1;
    return derived(experiment);
}

double throughputInChild(const std::string &program, const lab::Experiment &experiment)
{
    lab::RunControl control;
    lab::ChildOptions options;
    options.program = program;
    return lab::runInChild(options, experiment, 0, {}, control).value().throughput;
}

void compareWatching(const WatchingOptions &options, const char *watchedName,
                     const std::function<double()> &watched, const char *plainName,
                     const std::function<double()> &plain)
{
    std::vector<double> watchedValues;
    std::vector<double> plainValues;
    for (unsigned pair = 0; pair < options.pairs; ++pair) {
        const bool watchedFirst = pair % 2 == 1;
        if (watchedFirst)
            watchedValues.push_back(watched());
        plainValues.push_back(plain());
        if (!watchedFirst)
            watchedValues.push_back(watched());
        std::fprintf(stderr, "pair %u: %s %.4g/s, %s %.4g/s\n", pair + 1, plainName,
                     plainValues.back(), watchedName, watchedValues.back());
    }
    std::printf("%u workers, %u pairs: %s / %s = %.4f", options.workers, options.pairs, watchedName,
                plainName, lab::median(watchedValues).value() / lab::median(plainValues).value());
    if (const auto interval = lab::bootstrapMedianRatio(plainValues, watchedValues))
        std::printf(" (95 %% %.4f to %.4f)", interval->low, interval->high);
    std::printf("\n");
}

} // namespace cownscope::benchmark

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/configuration.h"

#include <boc/boc.h>

#include <algorithm>

namespace cownscope::ui {
namespace {

constexpr std::uint64_t MostPayloadBytes = std::uint64_t{1} << 30;
constexpr std::uint64_t MostCowns = std::uint64_t{1} << 20;
constexpr std::uint64_t MostChains = std::uint64_t{1} << 16;

std::optional<std::string> validateRings(const rings::Options &asked, unsigned workers)
{
    const rings::Options options = rings::derived(asked, workers);
    if (auto problem = rings::validate(options))
        return problem;
    const std::uint64_t cowns = std::uint64_t{options.rings} * options.ringSize;
    if (cowns > MostCowns)
        return "All rings together would have " + std::to_string(cowns)
            + " cowns; fewer or smaller rings keep them at " + std::to_string(MostCowns)
            + " or below.";
    const std::uint64_t chains = std::uint64_t{options.rings} * options.chainsPerRing;
    if (chains > MostChains)
        return "There would be " + std::to_string(chains)
            + " chains; fewer rings, or fewer chains on each, keep them at "
            + std::to_string(MostChains) + " or below.";
    const std::uint64_t bytes = std::uint64_t{options.rings} * options.ringSize
        * options.payloadRows * options.payloadCols * sizeof(double);
    if (bytes > MostPayloadBytes)
        return "The matrices of all rings would take " + std::to_string(bytes >> 20)
            + " MiB; fewer or smaller rings, or a smaller payload, keep them under "
            + std::to_string(MostPayloadBytes >> 20) + " MiB.";
    return std::nullopt;
}

} // namespace

unsigned defaultWorkers()
{
    return std::max(1u, boc::physicalCores() - 1);
}

std::optional<std::string> validate(const Configuration &configuration)
{
    if (configuration.workers < 1 || configuration.workers > MostWorkers)
        return "workers must be between 1 and " + std::to_string(MostWorkers) + ", not "
            + std::to_string(configuration.workers) + ".";
    return configuration.workload == WorkloadKind::Boids
        ? boids::validate(configuration.flock)
        : validateRings(configuration.rings, configuration.workers);
}

} // namespace cownscope::ui

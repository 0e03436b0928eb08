// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/live_rings.h"

#include "ui/simulation/live_configuration.h"

namespace cownscope::ui {
namespace {

constexpr std::uint64_t MostCowns = std::uint64_t{1} << 20;
constexpr std::uint64_t MostChains = std::uint64_t{1} << 16;

const rings::Options &ringOptions(const lab::Configuration &configuration)
{
    return configuration.options.as<lab::ChainRingOptions>();
}

} // namespace

bool RingsRun::accepts(const lab::Configuration &configuration) const
{
    return running().options() == ringOptions(configuration);
}

Outcome LiveRings::validate(const lab::Configuration &configuration) const
{
    const rings::Options &options = ringOptions(configuration);
    const std::uint64_t cowns = std::uint64_t{options.rings} * options.ringSize;
    if (cowns > MostCowns)
        return Outcome::failure("All rings together would have " + std::to_string(cowns)
                                + " cowns, but at most " + std::to_string(MostCowns)
                                + " are possible. Use fewer or smaller rings.");
    const std::uint64_t chains = std::uint64_t{options.rings} * options.chainsPerRing;
    if (chains > MostChains)
        return Outcome::failure("There would be " + std::to_string(chains) + " chains, but at most "
                                + std::to_string(MostChains)
                                + " are possible. Use fewer rings, or fewer chains on each.");
    const std::uint64_t bytes = cowns * options.payloadRows * options.payloadCols * sizeof(double);
    if (bytes > MostPayloadBytes)
        return Outcome::failure(
            "The matrices of all rings would take " + std::to_string(bytes >> 20)
            + " MiB, but at most " + std::to_string(MostPayloadBytes >> 20)
            + " MiB are possible. Use fewer or smaller rings, or a smaller payload.");
    return {};
}

const rings::Options &ringsOf(const LiveConfiguration &configuration)
{
    return configuration.of(lab::chainRingWorkload()).options.as<lab::ChainRingOptions>();
}

rings::Options &ringsOf(LiveConfiguration &configuration)
{
    return configuration.of(lab::chainRingWorkload()).options.as<lab::ChainRingOptions>();
}

} // namespace cownscope::ui

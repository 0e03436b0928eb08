// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_configuration.h"

#include <boc/boc.h>

#include <algorithm>

namespace cownscope::ui {

LiveConfiguration::LiveConfiguration(const lab::Workload &workload)
    : m_workload(&workload)
{
    for (const lab::Workload *each : lab::workloads()) {
        Choice choice{each->defaultOptions(), {}};
        if (each->about().stepsPerSecond > 0)
            choice.speed.stepsPerSecond = each->about().stepsPerSecond;
        else
            choice.speed.unlimited = true;
        m_choices.emplace(each, std::move(choice));
    }
}

lab::Configuration LiveConfiguration::configuration(const lab::Workload &workload) const
{
    lab::Configuration configuration(workload);
    configuration.workers = workers;
    configuration.options = of(workload).options;
    return configuration;
}

void LiveConfiguration::setConfiguration(const lab::Configuration &configuration)
{
    m_workload = configuration.workload;
    workers = configuration.workers;
    of(*m_workload).options = configuration.options;
}

std::uint64_t LiveConfiguration::seed() const
{
    return m_workload->option("seed").get(configuration()).get<std::uint64_t>();
}

void LiveConfiguration::setSeed(std::uint64_t seed)
{
    for (auto &[workload, choice] : m_choices) {
        lab::Configuration configuration = this->configuration(*workload);
        workload->option("seed").set(configuration, seed);
        choice.options = configuration.options;
    }
}

unsigned defaultWorkers()
{
    return std::max(1u, boc::physicalCores() - 1);
}

} // namespace cownscope::ui

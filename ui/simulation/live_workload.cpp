// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_workload.h"

namespace cownscope::ui {

std::optional<std::string> validate(const lab::Configuration &configuration,
                                    const LiveWorkload &workload)
{
    if (configuration.workers < 1 || configuration.workers > lab::MostWorkers)
        return "workers must be between 1 and " + std::to_string(lab::MostWorkers) + ", not "
            + std::to_string(configuration.workers) + ".";
    const lab::Configuration derived = lab::derived(configuration);
    if (auto problem = lab::validate(derived))
        return problem;
    return workload.validate(derived);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/live_workload.h"

namespace cownscope::ui {

Outcome validate(const lab::Configuration &configuration, const LiveWorkload &workload)
{
    if (configuration.workers < 1 || configuration.workers > lab::MostWorkers)
        return Outcome::failure("workers must be between 1 and " + std::to_string(lab::MostWorkers)
                                + ", not " + std::to_string(configuration.workers) + ".");
    const lab::Configuration derived = lab::derived(configuration);
    if (Outcome valid = lab::validate(derived); !valid)
        return valid;
    return workload.validate(derived);
}

LiveWorkload *findLive(const std::vector<LiveWorkload *> &all, const lab::Workload &workload)
{
    const auto found = std::ranges::find_if(
        all, [&](const LiveWorkload *live) { return &live->workload() == &workload; });
    return found == all.end() ? nullptr : *found;
}

Outcome validate(const lab::Configuration &configuration, const std::vector<LiveWorkload *> &all)
{
    const LiveWorkload *live = findLive(all, *configuration.workload);
    if (!live)
        return Outcome::failure("The workload " + configuration.workload->about().name
                                + " cannot run live.");
    return validate(configuration, *live);
}

} // namespace cownscope::ui

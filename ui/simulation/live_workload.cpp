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

} // namespace cownscope::ui

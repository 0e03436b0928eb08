// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/sentinel_run.h"

#include "app/cownbench/usage_error.h"
#include "lab/files/standard_output.h"
#include "lab/machine/cpu_list.h"
#include "lab/machine/machine.h"
#include "lab/results/result_json.h"

namespace cownscope::bench {

int runBetweenSentinels(const std::vector<lab::PlannedPoint> &points,
                        const std::vector<std::uint32_t> &cpus)
{
    if (points.size() != 1)
        throw UsageError("--json-stdout measures one configuration: give --workers, or "
                         "--sweep-axis none");
    if (!cpus.empty() && !lab::setCpuAffinity(cpus))
        throw UsageError("--pin: this process cannot run on the CPUs " + lab::cpuListText(cpus));
    const lab::Experiment &experiment = points[0].experiment;
    const auto repeat = measure(experiment, 0, lab::MeasureHooks());
    lab::Json payload{{"inputs", inputsJson(experiment)}};
    const lab::Json fields = toJson(repeat.value());
    for (const auto &[name, value] : fields.items()) {
        const bool left = name == "repeat_index" || (value.is_null() && name != "derived");
        if (!left)
            payload[name] = value;
    }
    const std::string mark = experiment.workload->about().mark;
    const bool printed =
        lab::print("\n---BOCPY-" + mark + "-BEGIN---\n"
                   + payload.dump(-1, ' ', false, lab::Json::error_handler_t::replace)
                   + "\n---BOCPY-" + mark + "-END---\n");
    return printed ? 0 : 1; // what was measured is nowhere else
}

} // namespace cownscope::bench

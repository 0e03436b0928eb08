// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/workload_ui.h"

#include "ui/controls/option_controls.h"
#include "ui/simulation/sampler.h"
#include "ui/style/quantity_text.h"
#include "ui/views/color_key.h"

namespace cownscope::ui {

WorkloadControls *WorkloadUi::makeControls()
{
    return new OptionControls{workload()};
}

QString WorkloadUi::title() const
{
    return QString::fromStdString(workload().about().title);
}

void WorkloadUi::describeColors(ColorKey &key) const
{
    key.setMode(ColorMode::Worker);
    key.setDensity(0);
}

QStringList WorkloadUi::rates(const Sampler &sampler) const
{
    return {tr("%1 steps/s").arg(siText(sampler.value("steps_per_s").value_or(0))),
            tr("%1 frames/s").arg(siText(sampler.value("frames_per_s").value_or(0)))};
}

} // namespace cownscope::ui

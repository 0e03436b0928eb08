// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/fan_out/fan_out_ui.h"

#include "ui/simulation/sampler.h"
#include "ui/simulation/simulation.h"
#include "ui/style/quantity_text.h"
#include "ui/workloads/fan_out/fan_out_view.h"
#include "ui/workloads/fan_out/live_fan_out.h"

namespace cownscope::ui {

FanOutUi::FanOutUi()
    : FanOutUi(new FanOutView)
{ }

FanOutUi::FanOutUi(FanOutView *view)
    : WorkloadUi(std::make_unique<LiveFanOut>(view), view)
{ }

QString FanOutUi::note() const
{
    const lab::Configuration now =
        lab::derived(simulation()->configuration().configuration(workload()));
    const auto &options = now.options.as<lab::FanOutOptions>();
    return tr("one circle per step   ·   wide: stolen   ·   producers: %1   ·   children: %2")
        .arg(groupedText(options.producers), groupedText(options.fanoutWidth));
}

QStringList FanOutUi::rates(const Sampler &sampler) const
{
    return QStringList{tr("%1 children/s").arg(siText(sampler.value("children_per_s").value_or(0)))}
    + WorkloadUi::rates(sampler);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/fan_out/fan_out_ui.h"

#include "ui/simulation/sampler.h"
#include "ui/style/quantity_text.h"
#include "ui/workloads/fan_out/fan_out_view.h"

namespace cownscope::ui {

FanOutUi::FanOutUi()
    : WorkloadUi(lab::fanOutWorkload())
    , m_view(new FanOutView)
    , m_live(m_view)
{ }

GlView *FanOutUi::view()
{
    return m_view;
}

void FanOutUi::attach(Simulation *simulation, QWidget *)
{
    m_simulation = simulation;
    connect(simulation, &Simulation::configurationChanged, this, &WorkloadUi::descriptionChanged);
}

QString FanOutUi::note() const
{
    const lab::Configuration now =
        lab::derived(m_simulation->configuration().configuration(workload()));
    const auto &options = now.options.as<lab::FanOutOptions>();
    return tr("a circle for each step   ·   broad: stolen   ·   producers: %1   ·   children: %2")
        .arg(groupedText(options.producers), groupedText(options.fanoutWidth));
}

QStringList FanOutUi::rates(const Sampler &sampler) const
{
    return QStringList{tr("%1 children/s").arg(siText(sampler.value("children_per_s").value_or(0)))}
    + WorkloadUi::rates(sampler);
}

} // namespace cownscope::ui

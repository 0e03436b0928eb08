// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/chain_ring_ui.h"

#include "ui/simulation/simulation.h"
#include "ui/workloads/chain_ring/ring_view.h"

namespace cownscope::ui {

ChainRingUi::ChainRingUi()
    : WorkloadUi(lab::chainRingWorkload())
    , m_view(new RingView)
    , m_live(m_view)
{ }

GlView *ChainRingUi::view()
{
    return m_view;
}

void ChainRingUi::attach(Simulation *simulation, QWidget *)
{
    m_simulation = simulation;
    connect(simulation, &Simulation::configurationChanged, this, &WorkloadUi::descriptionChanged);
}

QString ChainRingUi::note() const
{
    const rings::Options options = rings::derived(ringsOf(m_simulation->configuration()),
                                                  m_simulation->configuration().workers);
    return tr("%1 rings of %2 cowns   ·   %3 chains on each   ·   a step holds %4")
        .arg(options.rings)
        .arg(options.ringSize)
        .arg(options.chainsPerRing)
        .arg(options.groupSize);
}

} // namespace cownscope::ui

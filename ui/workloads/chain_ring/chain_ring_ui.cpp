// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/chain_ring_ui.h"

#include "ui/simulation/simulation.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/chain_ring/ring_view.h"

namespace cownscope::ui {

ChainRingUi::ChainRingUi()
    : ChainRingUi(new RingView)
{ }

ChainRingUi::ChainRingUi(RingView *view)
    : WorkloadUi(std::make_unique<LiveRings>(view), view)
    , m_view(view)
{ }

QString ChainRingUi::note() const
{
    const rings::Options options = rings::derived(ringsOf(simulation()->configuration()),
                                                  simulation()->configuration().workers);
    return tr("%1 rings of %2 cowns   ·   %3 chains on each   ·   a step holds %4")
        .arg(options.rings)
        .arg(options.ringSize)
        .arg(options.chainsPerRing)
        .arg(options.groupSize);
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/workload_ui.h"

namespace cownscope::ui {

class RingView;

// Chain rings in a window.
class ChainRingUi final : public WorkloadUi
{
    Q_OBJECT

public:
    ChainRingUi();

    LiveWorkload &live() override { return m_live; }
    GlView *view() override;
    RingView *ringView() { return m_view; }
    void attach(Simulation *simulation, QWidget *window) override;
    QString note() const override;

private:
    RingView *m_view; // the window's
    LiveRings m_live;
    Simulation *m_simulation = nullptr;
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/main_window.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/chain_ring_ui.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/chain_ring/ring_view.h"

#include <QAction>

#include <set>

namespace cownscope::test {

// Those that shortcuts are looked for in, each once.
inline std::set<QAction *> actionsOf(const MainWindow &window)
{
    const QList<QAction *> inside = window.findChildren<QAction *>();
    const QList<QAction *> added = window.actions();
    std::set<QAction *> all(inside.begin(), inside.end());
    all.insert(added.begin(), added.end());
    return all;
}

inline ui::RingView *ringViewOf(const MainWindow &window)
{
    for (const auto &workload : window.workloads()) {
        if (auto *rings = qobject_cast<ui::ChainRingUi *>(workload.get()))
            return rings->ringView();
    }
    return nullptr;
}

} // namespace cownscope::test

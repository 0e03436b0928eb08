// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/main_window.h"
#include "tests/ui/event_loop.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/chain_ring_ui.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/chain_ring/ring_view.h"

#include <QAction>

#include <chrono>
#include <cstdint>
#include <set>
#include <utility>

namespace cownscope::test {

// Whether the tests of the window run with an isolated simulation: see CMakeLists.txt.
inline bool isIsolatedRun()
{
    return qEnvironmentVariableIsSet("COWNSCOPE_TEST_ISOLATED");
}

// Options of a window for this run of the tests.
inline cownscope::ProgramOptions windowOptions()
{
    cownscope::ProgramOptions options;
    options.isolated = isIsolatedRun();
    return options;
}

// Waits until a paused simulation has done all its steps.
inline bool standsStill(MainWindow &window)
{
    std::uint64_t steps = 0;
    return spinUntil([&] {
        if (!isIsolatedRun())
            return window.localSimulation().runtime()->inFlight() == 0;
        const auto before = std::exchange(steps, window.simulation().read().steps);
        spin(std::chrono::milliseconds{150}); // readings arrive each 50 ms
        return steps == before && window.simulation().read().steps == steps;
    });
}

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

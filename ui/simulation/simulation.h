// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/starvation_watch.h"

#include <boc/pump.h>
#include <boc/statistics.h>

#include <QObject>

#include <chrono>
#include <cstdint>
#include <vector>

namespace cownscope::ui {

// The interface between the live simulation and the window. Views, charts, tools and menus only use
// this class. Main thread only; nothing here waits for workers.
//
// A change of the workers or the workload takes a while. Until it is done, isSwitching() is true,
// and further changes are included in it.
class Simulation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const LiveConfiguration &configuration() const = 0;
    virtual bool isPaused() const = 0;
    virtual bool isSwitching() const = 0;

    // Only a simulation in another process can be silent (has not answered for a while, which may
    // still change) or have ended.
    enum class Health { Well, Silent, Ended };
    virtual Health health() const { return Health::Well; }

    virtual void setPaused(bool paused) = 0;
    // One step of the flock, or of each chain or producer; only while paused.
    virtual void step() = 0;
    // Restarts the workload with the seed of the configuration. Fails and changes nothing if there
    // is not enough memory.
    virtual Outcome reset() = 0;

    // Applies a configuration as soon as possible. Fails and changes nothing if the configuration
    // is invalid or the system lacks resources for it. If the change is accepted, its workload
    // performs the action first, unless that is null.
    virtual Outcome apply(const LiveConfiguration &configuration, const lab::Json &action) = 0;
    Outcome apply(const LiveConfiguration &configuration) { return apply(configuration, {}); }

    // See LiveRun::performAction(). Has no effect if no run of the workload was started yet.
    virtual void performAction(const lab::Workload &workload, const lab::Json &action) = 0;

    // Shows the current state, even while paused, as soon as there is space for a frame.
    virtual void requestFrame() = 0;
    // To be called when a frame has been drawn, when there is space for a frame again, or when a
    // view becomes visible. Continues what was waiting for that.
    virtual void resumeDrawing() = 0;

    // Counters of the current workload and workers. Only differences are meaningful.
    // workloadChanged() is emitted when the counters restart.
    struct Reading
    {
        boc::Statistics statistics;
        std::uint64_t steps = 0;
        std::uint64_t units = 0;             // in the unit of throughput of the workload
        std::vector<std::uint64_t> counters; // see LiveRun::counters(); empty: all are 0
        std::uint64_t framesPainted = 0;
    };
    virtual Reading read() const = 0;

    // The largest depth and age of the pinned queue since the last call.
    struct PinnedPeak
    {
        std::size_t depth = 0;
        std::chrono::nanoseconds age{0};
    };
    virtual PinnedPeak takePinnedPeak() = 0;

    // False while a pinned behavior runs a nested event loop on the main thread.
    virtual bool canBeDestroyed() const = 0;

Q_SIGNALS:
    void stateChanged(); // paused, switching, health
    void configurationChanged();
    void aboutToSwitch();   // the last chance to read the counters of the old workload
    void workloadChanged(); // another workload or other workers, or a reset
    void starvationChanged(const cownscope::ui::Starvation &starvation);
    void problemArose(const QString &sentence); // the run continues or can be reset
};

} // namespace cownscope::ui

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

// What runs live, as the window sees it: views, charts, tools and menus talk to this alone. Main
// thread only; nothing here waits for workers.
//
// Changes that need other workers or another workload take a while. Until then isSwitching() is
// true, and further changes join in.
class Simulation : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const LiveConfiguration &configuration() const = 0;
    virtual bool isPaused() const = 0;
    virtual bool isSwitching() const = 0;

    virtual void setPaused(bool paused) = 0;
    virtual void step() = 0; // one step of everything that makes steps, if paused
    // The workload begins anew, with the seed of the configuration. Fails, and it goes on as it is,
    // if there is no memory for it.
    virtual Outcome reset() = 0;

    // Takes over what differs from the present configuration, at the next chance. Fails and changes
    // nothing, and what runs goes on, if it cannot be run: what is wrong with it, or what the
    // system has not enough of.
    // With an action, the workload that runs then is told it first, if the change is accepted.
    virtual Outcome apply(const LiveConfiguration &configuration, const lab::Json &action) = 0;
    Outcome apply(const LiveConfiguration &configuration) { return apply(configuration, {}); }

    // See LiveRun::act. Nothing happens while no run of the workload was ever started.
    virtual void act(const lab::Workload &workload, const lab::Json &action) = 0;

    // Shows the present state even while paused; as soon as there is room for it.
    virtual void requestFrame() = 0;
    // A frame has been drawn, there is room for one again, or a view is seen: what waited for that
    // goes on at once.
    virtual void goOnDrawing() = 0;

    // Readings since the present workload runs on the present workers, or longer: only differences
    // mean anything. workloadChanged() says when they start anew.
    struct Reading
    {
        boc::Statistics statistics;
        std::uint64_t steps = 0;
        std::uint64_t units = 0;             // what the workload counts as its throughput
        std::vector<std::uint64_t> counters; // as of LiveRun::counters()
        std::uint64_t framesPainted = 0;
    };
    virtual Reading read() const = 0;

    // The most that has waited for the main thread, and for how long, since this was asked last.
    struct PinnedPeak
    {
        std::size_t depth = 0;
        std::chrono::nanoseconds age{0};
    };
    virtual PinnedPeak takePinnedPeak() = 0;

    // False for as long as it must not be destroyed: something that it runs on the main thread is
    // in the middle of an event loop of its own.
    virtual bool mayEnd() const = 0;

Q_SIGNALS:
    void stateChanged(); // paused, switching
    void configurationChanged();
    void aboutToSwitch();   // the last chance to read the old workload's counters
    void workloadChanged(); // another workload or other workers, or a reset
    void starvationChanged(const cownscope::ui::Starvation &starvation);
    void problemArose(const QString &sentence); // of what runs, which goes on or can be reset
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pump/pump_driver.h"
#include "ui/simulation/frame_flow.h"
#include "ui/simulation/live_workload.h"
#include "ui/simulation/pacer.h"
#include "ui/simulation/simulation.h"

#include <boc/boc.h>

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace cownscope::ui {

// What a simulation needs of the window around it. All on the main thread.
struct SimulationPorts
{
    std::vector<LiveWorkload *> workloads; // that can be chosen; they outlive the simulation
    // Whether what is drawn of this workload is on screen; empty: it never is.
    std::function<bool(const lab::Workload &)> seen = {};
    // By all views since they were made.
    std::function<std::uint64_t()> framesPainted = {};
    // Whether there is room for one frame more where frames are kept, such as in a recording; none
    // is asked for before. Empty: there always is.
    std::function<bool()> room = {};
    StarvationTimes starvation = {};
};

// The simulation in this process: owns the runtime, the run on it and the pump driver, and lets the
// run go at the chosen speed. Only the destructor waits for workers, for the bodies that run at
// that moment; those of the workloads give up soon, however long they are.
//
// A switch to another runtime (workers) or another run is carried out in the background: the new
// one is made, or the change is refused; the old run is paused, and stopped if that takes too long;
// the event loop lives on until nothing is in flight, then the new one starts.
class LocalSimulation final : public Simulation
{
    Q_OBJECT

public:
    // Throws std::invalid_argument with a sentence if the configuration cannot run,
    // std::runtime_error with a sentence if the system has no threads or no memory for it. Starts
    // paused; nothing is computed until setPaused(false) or step().
    LocalSimulation(const LiveConfiguration &configuration, SimulationPorts ports,
                    QObject *parent = nullptr);
    ~LocalSimulation() override;

    const LiveConfiguration &configuration() const override { return m_configuration; }
    bool isPaused() const override { return m_paused; }
    bool isSwitching() const override { return m_drain.isActive(); }
    void setPaused(bool paused) override;
    void step() override;
    Outcome reset() override;
    using Simulation::apply;
    Outcome apply(const LiveConfiguration &configuration, const lab::Json &action) override;
    void act(const lab::Workload &workload, const lab::Json &action) override;
    void requestFrame() override;
    void goOnDrawing() override;
    Reading read() const override;
    PinnedPeak takePinnedPeak() override;
    bool mayEnd() const override { return !m_pump.isPumping(); }

    // For tests and benchmarks; never null but for a moment while switching.
    boc::Runtime *runtime() { return m_runtime.get(); }

private:
    // What a switch needs and a system may not have.
    struct Prepared
    {
        std::unique_ptr<boc::Runtime> runtime;
        const lab::Workload *workload = nullptr;
        std::unique_ptr<LiveRun> run; // none if there is one that goes on
    };

    LiveWorkload *live(const lab::Workload &workload) const; // null if it cannot run live
    Outcome validate(const LiveConfiguration &configuration) const;
    LiveRun *runOf(const lab::Workload &workload) const; // null if there is none yet
    LiveRun *run() const { return runOf(*m_running); }
    bool mayGoOn(const lab::Configuration &derived) const;
    Outcome prepare(const LiveConfiguration &configuration, bool startAnew);
    void take(LiveConfiguration next, const lab::Json &action);
    void beginSwitch();
    void drained();
    void attachNext();
    void beginWorkload();
    void resumeWorkload();
    void tick();
    void tell(const Outcome &status);
    bool isSeen() const;
    bool hasRoom() const;
    void askForFrame();
    void stepWithPicture();
    std::unique_ptr<boc::Runtime> makeRuntime(unsigned workers);

    LiveConfiguration m_configuration;
    SimulationPorts m_ports;
    FrameCredits m_credits; // of the view that shows what is attached
    FrameFlow m_flow;
    PumpDriver m_pump;
    StarvationWatch m_starvation;
    std::map<const lab::Workload *, std::unique_ptr<LiveRun>> m_runs; // they survive a change of
                                                                      // workload and of runtime
    const lab::Workload *m_running;                                   // what is attached
    std::unique_ptr<boc::Runtime> m_runtime;
    Prepared m_next; // complete while switching
    bool m_paused = true;
    Pacer m_pacer;
    QTimer m_tick;  // paces steps and frames while running
    QTimer m_drain; // looks whether the old runtime has run dry
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceSwitch;
    std::uint64_t m_stepsAskedFor = 0; // that the newest frame shows or will show
    Outcome m_status;                  // of the run, as it was told
};

} // namespace cownscope::ui

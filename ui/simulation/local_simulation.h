// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pump/pump_driver.h"
#include "ui/simulation/frame_flow.h"
#include "ui/simulation/live_workload.h"
#include "ui/simulation/simulation.h"

#include <boc/boc.h>

#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace cownscope::ui {

// What the window provides to a simulation. All functions are called on the main thread.
struct SimulationPorts
{
    std::vector<LiveWorkload *> workloads; // must outlive the simulation
    // Whether the view of this workload is on screen. Empty: never.
    std::function<bool(const lab::Workload &)> seen = {};
    // The number of frames drawn by all views.
    std::function<std::uint64_t()> framesPainted = {};
    // Whether the recording has space for another frame. No frame is requested before it has.
    // Empty: always.
    std::function<bool()> hasSpace = {};
    StarvationTimes starvation = {};
    // Time between two frames at most; 0: that of the screen.
    std::chrono::milliseconds frameInterval{0};
};

// The time between two frames of the screen.
std::chrono::milliseconds screenFrameInterval();

// The simulation in this process. It owns the runtime, the current run and the pump driver, and
// controls the speed of the run. Only the destructor blocks: it waits for the behaviors that are
// running. Those of the workloads stop early.
//
// A change of the number of workers or of the run happens in the background. First the new runtime
// or run is created; if that fails, the change is refused. Then the old run is paused, and stopped
// if that takes too long. When no behavior is in flight, the new run starts. The event loop keeps
// running meanwhile.
class LocalSimulation final : public Simulation
{
    Q_OBJECT

public:
    // Throws std::invalid_argument if the configuration is invalid, and std::runtime_error if the
    // system has no threads or no memory for it, both with an error message. The simulation is
    // paused at first.
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
    void performAction(const lab::Workload &workload, const lab::Json &action) override;
    void requestFrame() override;
    void resumeDrawing() override;
    Reading read() const override;
    PinnedPeak takePinnedPeak() override;
    bool canBeDestroyed() const override { return !m_pump.isPumping(); }

    // For tests and benchmarks. Null only for a moment during a switch.
    boc::Runtime *runtime() { return m_runtime.get(); }

private:
    // Resources for a switch, which may be unavailable.
    struct Prepared
    {
        std::unique_ptr<boc::Runtime> runtime;
        const lab::Workload *workload = nullptr;
        std::unique_ptr<LiveRun> run; // null if an existing run continues
    };

    Outcome validate(const LiveConfiguration &configuration) const;
    LiveRun *runOf(const lab::Workload &workload) const; // null if there was none yet
    LiveRun *run() const { return runOf(*m_running); }
    bool canContinue(const lab::Configuration &derived) const;
    Outcome prepare(const LiveConfiguration &configuration, bool restart);
    void reconfigure(LiveConfiguration next, const lab::Json &action);
    void beginSwitch();
    void drained();
    void attachNext();
    void beginWorkload();
    void resumeWorkload();
    void tick();
    void reportProblem(const Outcome &status);
    bool isSeen() const { return m_ports.seen && m_ports.seen(*m_running); }
    bool hasSpace() const { return !m_ports.hasSpace || m_ports.hasSpace(); }
    void askForFrame();
    void stepForFrame();
    std::unique_ptr<boc::Runtime> makeRuntime(unsigned workers);

    LiveConfiguration m_configuration;
    SimulationPorts m_ports;
    FrameCredits m_credits; // of the view of the attached run
    FrameFlow m_flow;
    PumpDriver m_pump;
    StarvationWatch m_starvation;
    // Kept when the workload or the runtime changes.
    std::map<const lab::Workload *, std::unique_ptr<LiveRun>> m_runs;
    const lab::Workload *m_running; // the attached workload
    std::unique_ptr<boc::Runtime> m_runtime;
    Prepared m_next; // used while switching
    bool m_paused = true;
    Pacer m_pacer;
    QTimer m_tick;  // triggers steps and frames while running
    QTimer m_drain; // polls whether the old runtime is idle
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceSwitch;
    std::uint64_t m_stepsAskedFor = 0; // step count of the last requested frame
    Outcome m_status;                  // last reported status of the run
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine/configuration.h"
#include "ui/engine/frame_relay.h"
#include "ui/engine/pacer.h"
#include "ui/engine/starvation_watch.h"
#include "ui/pump/pump_driver.h"

#include <boc/boc.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace cownscope::ui {

class FlockWorkload;
class RingsWorkload;
class Workload;

// Owns the runtime, the workload on it and the pump driver, and lets the workload run at the chosen
// speed. Main thread only; nothing here waits for workers except the destructor, which waits for
// the bodies that run at that moment.
//
// Changes that need another runtime (workers) or another workload are carried out in the
// background: the old one is paused, the event loop lives on until nothing is in flight, then the
// new one starts. Meanwhile isSwitching() is true, and further changes join in.
class Engine : public QObject
{
    Q_OBJECT

public:
    // The ports' views must outlive the engine. Throws std::invalid_argument with the sentence of
    // validate(configuration). Starts paused; nothing is computed until setPaused(false) or step().
    Engine(const Configuration &configuration, ViewPorts ports, QObject *parent = nullptr);
    ~Engine() override;

    const Configuration &configuration() const { return m_configuration; }
    rings::Options derivedRings() const; // with the sizes that are chosen by the program
    bool isPaused() const { return m_paused; }
    bool isSwitching() const { return m_drain.isActive(); }

    void setPaused(bool paused);
    void step();  // one step of the flock or of every chain, if paused
    void reset(); // the workload begins anew, with the seed of the configuration

    // Takes over what differs from the present configuration, at the next chance. Returns the
    // sentence of validate and changes nothing if it cannot be run.
    std::optional<std::string> apply(const Configuration &configuration);

    // Shows the present state even while paused.
    void requestFrame();

    // Readings since the present workload was attached to the present runtime, or longer: only
    // differences mean anything. workloadChanged() says when they start anew.
    struct Reading
    {
        boc::Statistics statistics;
        std::uint64_t steps = 0;
        std::uint64_t boidUpdates = 0;
        std::uint64_t framesPainted = 0;
        boc::PinnedQueueStatus pinned;
    };
    Reading read() const;

    PumpDriver &pump() { return m_pump; }
    StarvationWatch &starvation() { return m_starvation; }
    boc::Runtime *runtime() { return m_runtime.get(); } // null for a moment while switching

Q_SIGNALS:
    void stateChanged(); // paused, switching
    void configurationChanged();
    void aboutToSwitch();   // the last chance to read the old runtime's counters
    void workloadChanged(); // another runtime or workload, or a reset

private:
    void beginSwitch();
    void drained();
    void startWorkload();
    void resumeWorkload();
    void tick();
    Workload *workload() const;
    std::unique_ptr<boc::Runtime> makeRuntime();

    Configuration m_configuration;
    ViewPorts m_ports;
    FrameRelay m_relay;
    PumpDriver m_pump;
    StarvationWatch m_starvation;
    std::unique_ptr<FlockWorkload> m_flock; // both survive a change of runtime
    std::unique_ptr<RingsWorkload> m_rings;
    WorkloadKind m_running = WorkloadKind::Boids; // what is attached
    std::unique_ptr<boc::Runtime> m_runtime;
    bool m_paused = true;
    bool m_restartRings = false;
    Pacer m_pacer;
    QTimer m_tick;  // paces steps and frames while running
    QTimer m_drain; // looks whether the old runtime has run dry
    QElapsedTimer m_sinceTick;
    std::uint64_t m_stepsAtFrame = 0;
};

} // namespace cownscope::ui

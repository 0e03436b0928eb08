// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine/configuration.h"
#include "ui/engine/frame_flow.h"
#include "ui/engine/pacer.h"
#include "ui/engine/starvation_watch.h"
#include "ui/engine/view_ports.h"
#include "ui/pump/pump_driver.h"
#include "workloads/boids/work_done.h"

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
// the bodies that run at that moment; those of the workloads give up soon, however long they are.
//
// Changes that need another runtime (workers) or another workload are carried out in the
// background: the new one is made, or the change is refused; the old one is paused, and stopped if
// that takes too long; the event loop lives on until nothing is in flight, then the new one starts.
// Meanwhile isSwitching() is true, and further changes join in.
class Engine : public QObject
{
    Q_OBJECT

public:
    // The ports' views must outlive the engine. Throws std::invalid_argument with the sentence of
    // validate(configuration), std::runtime_error with a sentence if the system has no threads or
    // no memory for it. Starts paused; nothing is computed until setPaused(false) or step().
    Engine(const Configuration &configuration, ViewPorts ports, QObject *parent = nullptr);
    ~Engine() override;

    const Configuration &configuration() const { return m_configuration; }
    rings::Options derivedRings() const; // with the sizes that are chosen by the program
    bool isPaused() const { return m_paused; }
    bool isSwitching() const { return m_drain.isActive(); }

    void setPaused(bool paused);
    void step(); // one step of the flock or of every chain, if paused
    // The workload begins anew, with the seed of the configuration. A sentence, and it goes on as
    // it is, if there is no memory for it.
    std::optional<std::string> reset();

    // Takes over what differs from the present configuration, at the next chance. Returns a
    // sentence and changes nothing, and what runs goes on, if it cannot be run: that of validate,
    // or what the system has not enough of.
    std::optional<std::string> apply(const Configuration &configuration);

    // More boids, which begin within the place, evenly spread; the configuration counts them.
    std::optional<std::string> addBoids(std::uint32_t count, const boids::Disk &place);

    // An influence that is no part of the configuration and stays until another one takes its
    // place: something held by the mouse. Nothing happens if it is not valid, or where there are as
    // many influences as can be.
    void setPointer(const std::optional<boids::Influence> &pointer);
    const std::optional<boids::Influence> &pointer() const { return m_pointer; }

    // Shows the present state even while paused; as soon as there is room for it.
    void requestFrame();

    // A frame has been drawn, there is room for one again, or a view is seen: what waited for that
    // goes on at once.
    void goOnDrawing();

    // Readings since the present workload was attached to the present runtime, or longer: only
    // differences mean anything. workloadChanged() says when they start anew.
    struct Reading
    {
        boc::Statistics statistics;
        std::uint64_t steps = 0;
        std::uint64_t boidUpdates = 0;
        boids::WorkDone flockWork; // nothing while other workloads run
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
    // What a switch needs and a system may not have.
    struct Prepared
    {
        std::unique_ptr<boc::Runtime> runtime;
        std::unique_ptr<RingsWorkload> rings; // none if the present ones go on, or the flock does
    };

    std::optional<std::string> prepare(const Configuration &configuration, bool restartRings);
    void beginSwitch();
    void applyToFlock(const boids::Options &old, const std::optional<boids::Disk> &birthplace);
    std::optional<std::string> apply(const Configuration &configuration,
                                     const std::optional<boids::Disk> &birthplace);
    boids::Options flockOptions(boids::Options options) const; // with the pointer
    void drained();
    void startWorkload();
    void resumeWorkload();
    void tick();
    bool isSeen() const;
    bool hasRoom() const;
    void askForFrame();
    void stepWithPicture();
    Workload *workload() const;
    std::unique_ptr<boc::Runtime> makeRuntime(unsigned workers);

    Configuration m_configuration;
    std::optional<boids::Influence> m_pointer;
    ViewPorts m_ports;
    FrameCredits m_credits; // of the view that shows what is attached
    FrameFlow m_flow;
    PumpDriver m_pump;
    StarvationWatch m_starvation;
    std::unique_ptr<FlockWorkload> m_flock; // both survive a change of runtime
    std::unique_ptr<RingsWorkload> m_rings;
    WorkloadKind m_running = WorkloadKind::Boids; // what is attached
    std::unique_ptr<boc::Runtime> m_runtime;
    Prepared m_next; // complete while switching
    bool m_paused = true;
    Pacer m_pacer;
    QTimer m_tick;  // paces steps and frames while running
    QTimer m_drain; // looks whether the old runtime has run dry
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceSwitch;
    std::uint64_t m_stepsAskedFor = 0; // that the newest frame shows or will show
};

} // namespace cownscope::ui

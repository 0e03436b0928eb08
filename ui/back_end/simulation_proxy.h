// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/local_simulation.h"
#include "ui/simulation/simulation.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cownscope::ui {

class IsolatedSimulation;

// A simulation that can move between this process and one of its own while the window uses it.
class SimulationProxy final : public Simulation
{
    Q_OBJECT

public:
    enum class Place { ThisProcess, OwnProcess };

    // `backEnd` is the command that starts a back end: see IsolatedSimulation. Throws what the
    // constructors of LocalSimulation and IsolatedSimulation throw.
    SimulationProxy(Place place, const LiveConfiguration &configuration, SimulationPorts ports,
                    std::vector<std::string> backEnd, QObject *parent = nullptr);
    ~SimulationProxy() override;

    Place place() const { return m_isolated ? Place::OwnProcess : Place::ThisProcess; }
    // Begins again from the seed there. Fails with a sentence and changes nothing. Moving to
    // another process waits for the behaviors that are running, as the destructor of
    // LocalSimulation does.
    Outcome moveTo(Place place);

    // The simulation as it is; null if it is elsewhere.
    LocalSimulation *local() const { return m_local; }
    IsolatedSimulation *isolated() const { return m_isolated; }

    const LiveConfiguration &configuration() const override { return m_inner->configuration(); }
    bool isPaused() const override { return m_inner->isPaused(); }
    bool isSwitching() const override { return m_inner->isSwitching(); }
    Health health() const override { return m_inner->health(); }
    void setPaused(bool paused) override { m_inner->setPaused(paused); }
    void step() override { m_inner->step(); }
    Outcome reset() override { return m_inner->reset(); }
    using Simulation::apply;
    Outcome apply(const LiveConfiguration &configuration, const lab::Json &action) override
    {
        return m_inner->apply(configuration, action);
    }
    void performAction(const lab::Workload &workload, const lab::Json &action) override
    {
        m_inner->performAction(workload, action);
    }
    void requestFrame() override { m_inner->requestFrame(); }
    void resumeDrawing() override { m_inner->resumeDrawing(); }
    Reading read() const override { return m_inner->read(); }
    PinnedPeak takePinnedPeak() override { return m_inner->takePinnedPeak(); }
    bool canBeDestroyed() const override { return m_inner->canBeDestroyed(); }

Q_SIGNALS:
    void placeChanged();

private:
    void make(Place place, const LiveConfiguration &configuration);

    SimulationPorts m_ports;
    std::vector<std::string> m_backEnd;
    std::unique_ptr<Simulation> m_inner;
    LocalSimulation *m_local = nullptr;       // m_inner or null
    IsolatedSimulation *m_isolated = nullptr; // likewise
};

} // namespace cownscope::ui

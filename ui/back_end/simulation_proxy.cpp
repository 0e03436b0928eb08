// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/simulation_proxy.h"

#include "base/attempt.h"
#include "ui/back_end/isolated_simulation.h"

#include <stdexcept>
#include <utility>

namespace cownscope::ui {

SimulationProxy::SimulationProxy(Place place, const LiveConfiguration &configuration,
                                 SimulationPorts ports, std::vector<std::string> backEnd,
                                 QObject *parent)
    : Simulation(parent)
    , m_ports(std::move(ports))
    , m_backEnd(std::move(backEnd))
{
    make(place, configuration);
}

SimulationProxy::~SimulationProxy() = default;

void SimulationProxy::make(Place place, const LiveConfiguration &configuration)
{
    std::unique_ptr<LocalSimulation> local;
    std::unique_ptr<IsolatedSimulation> isolated;
    if (place == Place::ThisProcess)
        local = std::make_unique<LocalSimulation>(configuration, m_ports);
    else
        isolated = std::make_unique<IsolatedSimulation>(configuration, m_ports, m_backEnd);
    m_local = local.get();
    m_isolated = isolated.get();
    if (local)
        m_inner = std::move(local);
    else
        m_inner = std::move(isolated);
    connect(m_inner.get(), &Simulation::stateChanged, this, &Simulation::stateChanged);
    connect(m_inner.get(), &Simulation::configurationChanged, this,
            &Simulation::configurationChanged);
    connect(m_inner.get(), &Simulation::aboutToSwitch, this, &Simulation::aboutToSwitch);
    connect(m_inner.get(), &Simulation::workloadChanged, this, &Simulation::workloadChanged);
    connect(m_inner.get(), &Simulation::starvationChanged, this, &Simulation::starvationChanged);
    connect(m_inner.get(), &Simulation::problemArose, this, &Simulation::problemArose);
}

Outcome SimulationProxy::moveTo(Place place)
{
    if (place == this->place())
        return {};
    if (!canBeDestroyed())
        return Outcome::failure("The simulation cannot move while it uses the window. Try again.");
    Q_EMIT aboutToSwitch();
    const bool paused = isPaused();
    Outcome moved = attempt<std::invalid_argument, std::runtime_error>(
        "The simulation cannot move", [&] { make(place, LiveConfiguration(configuration())); });
    if (moved)
        setPaused(paused);
    Q_EMIT workloadChanged(); // after a failure, too, since the measurement has ended
    if (!moved)
        return moved;
    Q_EMIT starvationChanged({});
    Q_EMIT placeChanged();
    Q_EMIT stateChanged();
    return {};
}

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_control.h"

#include "ui/simulation/simulation.h"
#include "ui/workloads/boids/live_flock.h"

namespace cownscope::ui {

FlockControl::FlockControl(Simulation *simulation)
    : m_simulation(simulation)
{ }

const boids::Options &FlockControl::flock() const
{
    return flockOf(m_simulation->configuration());
}

Outcome FlockControl::setFlock(const boids::Options &flock)
{
    LiveConfiguration configuration = m_simulation->configuration();
    flockOf(configuration) = flock;
    return m_simulation->apply(configuration);
}

Outcome FlockControl::beginWith(const boids::Options &flock)
{
    LiveConfiguration configuration = m_simulation->configuration();
    configuration.setWorkload(lab::boidsWorkload());
    flockOf(configuration) = flock;
    if (Outcome applied = m_simulation->apply(configuration); !applied)
        return applied;
    return m_simulation->reset();
}

Outcome FlockControl::addBoids(std::uint32_t count, const boids::Disk &place)
{
    boids::Options flock = this->flock();
    if (count > boids::maxBoids - flock.boids)
        return Outcome::failure(std::string{"There can be no more than "}
                                + std::to_string(boids::maxBoids) + " boids.");
    if (Outcome valid = boids::validate(place); !valid)
        return valid;
    flock.boids += count;
    LiveConfiguration configuration = m_simulation->configuration();
    flockOf(configuration) = flock;
    return m_simulation->apply(configuration, birthplaceAction(place));
}

void FlockControl::setPointer(const std::optional<boids::Influence> &pointer)
{
    if (m_pointer == pointer || (pointer && !boids::validate(*pointer)))
        return;
    m_pointer = pointer;
    m_simulation->performAction(lab::boidsWorkload(), pointerAction(pointer));
}

} // namespace cownscope::ui

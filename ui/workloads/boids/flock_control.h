// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <QPointer>

#include <optional>

namespace cownscope::ui {

class Simulation;

// Changes the flock of a simulation; used by tools and menus.
class FlockControl
{
public:
    explicit FlockControl(Simulation *simulation);

    // False once the simulation was destroyed, as when the window closes. Then no other function
    // may be called.
    bool isThere() const { return !m_simulation.isNull(); }

    const boids::Options &flock() const;

    // Fails and changes nothing if the flock is invalid.
    Outcome setFlock(const boids::Options &flock);
    // The same, and also selects the flock as the workload and restarts it.
    Outcome beginWith(const boids::Options &flock);
    // Adds boids, evenly distributed in the disk.
    Outcome addBoids(std::uint32_t count, const boids::Disk &place);

    // Sets the influence at the mouse, which is not part of the options, until the next call.
    // Ignored if it is invalid or if there are too many influences.
    void setPointer(const std::optional<boids::Influence> &pointer);
    const std::optional<boids::Influence> &pointer() const { return m_pointer; }

private:
    QPointer<Simulation> m_simulation;
    std::optional<boids::Influence> m_pointer;
};

} // namespace cownscope::ui

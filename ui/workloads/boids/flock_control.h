// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"

#include <QPointer>

#include <optional>

namespace cownscope::ui {

class Simulation;

// What tools and menus do to the flock, wherever the simulation runs it.
class FlockControl
{
public:
    explicit FlockControl(Simulation *simulation);

    // False when the simulation has gone, as it does while a window closes; nothing else may be
    // called then.
    bool isThere() const { return !m_simulation.isNull(); }

    const boids::Options &flock() const;

    // Fails, and nothing changes, if that cannot be.
    Outcome setFlock(const boids::Options &flock);
    // The same, on view and from its beginning.
    Outcome beginWith(const boids::Options &flock);
    // More boids, which begin within the place, evenly spread.
    Outcome addBoids(std::uint32_t count, const boids::Disk &place);

    // An influence that is no part of the options and stays until another one takes its place:
    // something held by the mouse. Nothing happens if it is not valid, or where there are as many
    // influences as can be.
    void setPointer(const std::optional<boids::Influence> &pointer);
    const std::optional<boids::Influence> &pointer() const { return m_pointer; }

private:
    QPointer<Simulation> m_simulation;
    std::optional<boids::Influence> m_pointer;
};

} // namespace cownscope::ui

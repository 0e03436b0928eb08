// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/parameters.h"
#include "workloads/rings/options.h"

#include <cstdint>
#include <optional>
#include <string>

namespace cownscope::ui {

enum class WorkloadKind { Boids, ChainRing };

// How fast a workload is to go.
struct Speed
{
    double stepsPerSecond = 60; // of the flock, or of every chain
    bool unlimited = false;     // as fast as the workers can; stepsPerSecond is then kept for later
    bool withPicture = false;   // else: one step for each frame that is drawn, and likewise

    bool isPaced() const { return !unlimited && !withPicture; }
    bool isWithPicture() const { return !unlimited && withPicture; }

    bool operator==(const Speed &) const = default;
};

inline constexpr double SlowestSpeed = 1;    // steps a second
inline constexpr double FastestSpeed = 1000; // that is still paced
inline constexpr unsigned MostWorkers = 256;

// Everything that a user can choose about what runs.
struct Configuration
{
    WorkloadKind workload = WorkloadKind::Boids;
    unsigned workers = 1;
    boids::Options flock;
    rings::Options rings; // as asked for: 0 stands for derived
    Speed flockSpeed;
    Speed ringsSpeed{60, true};

    const Speed &speed() const { return workload == WorkloadKind::Boids ? flockSpeed : ringsSpeed; }
    bool operator==(const Configuration &) const = default;
};

// Workers for a machine if nobody says how many: one fewer than its physical cores, at least one.
unsigned defaultWorkers();

// Nothing if it can be run, else one sentence that says what would be right.
std::optional<std::string> validate(const Configuration &configuration);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"

#include <map>
#include <optional>
#include <string>

namespace cownscope::ui {

// How fast a workload is to go.
struct Speed
{
    double stepsPerSecond = 60; // of each thing that makes steps: the flock, a chain, a producer
    bool unlimited = false;     // as fast as the workers can; stepsPerSecond is then kept for later
    bool withPicture = false;   // else: one step for each frame that is drawn, and likewise

    bool isPaced() const { return !unlimited && !withPicture; }
    bool isWithPicture() const { return !unlimited && withPicture; }

    bool operator==(const Speed &) const = default;
};

inline constexpr double SlowestSpeed = 1;    // steps a second
inline constexpr double FastestSpeed = 1000; // that is still paced

// Everything that a user can choose about what runs: one workload on some workers, and for each
// workload, also those that do not run now, its options and its speed.
class LiveConfiguration
{
public:
    struct Choice
    {
        lab::WorkloadOptions options;
        Speed speed;

        bool operator==(const Choice &) const = default;
    };

    // Every workload with its defaults on one worker.
    explicit LiveConfiguration(const lab::Workload &workload);

    const lab::Workload &workload() const { return *m_workload; }
    void setWorkload(const lab::Workload &workload) { m_workload = &workload; }
    bool runs(const lab::Workload &workload) const { return m_workload == &workload; }

    unsigned workers = 1;

    // Of a workload that there was when this was made.
    Choice &of(const lab::Workload &workload) { return m_choices.at(&workload); }
    const Choice &of(const lab::Workload &workload) const { return m_choices.at(&workload); }

    // Of the workload that runs.
    const Speed &speed() const { return of(*m_workload).speed; }
    void setSpeed(const Speed &speed) { of(*m_workload).speed = speed; }

    // What runs, or would if the workload were this one; sizes are not derived.
    lab::Configuration configuration() const { return configuration(*m_workload); }
    lab::Configuration configuration(const lab::Workload &workload) const;
    // Takes over the workload, its options and the workers.
    void setConfiguration(const lab::Configuration &configuration);

    std::uint64_t seed() const;       // of the workload that runs
    void setSeed(std::uint64_t seed); // of every workload

    bool operator==(const LiveConfiguration &) const = default;

private:
    const lab::Workload *m_workload;
    std::map<const lab::Workload *, Choice> m_choices;
};

// Workers for a machine if nobody says how many: one fewer than its physical cores, at least one.
unsigned defaultWorkers();

} // namespace cownscope::ui

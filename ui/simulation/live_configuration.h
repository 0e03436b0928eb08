// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/workload.h"

#include <map>
#include <optional>
#include <string>

namespace cownscope::ui {

// The speed of a workload.
struct Speed
{
    double stepsPerSecond = 60; // of the flock, or of each chain or producer
    bool unlimited = false;     // as fast as possible; stepsPerSecond is kept for later
    // Unless unlimited: one step per frame; stepsPerSecond is kept as well.
    bool stepPerFrame = false;

    bool isPaced() const { return !unlimited && !stepPerFrame; }
    bool isStepPerFrame() const { return !unlimited && stepPerFrame; }

    bool operator==(const Speed &) const = default;
};

inline constexpr double SlowestSpeed = 1;    // steps a second
inline constexpr double FastestSpeed = 1000; // highest paced speed

// Everything that the user can choose about the simulation: the current workload, the number of
// workers, and the options and the speed of every workload.
class LiveConfiguration
{
public:
    struct Choice
    {
        lab::WorkloadOptions options;
        Speed speed;

        bool operator==(const Choice &) const = default;
    };

    // All workloads have their defaults; there is one worker.
    explicit LiveConfiguration(const lab::Workload &workload);

    const lab::Workload &workload() const { return *m_workload; }
    void setWorkload(const lab::Workload &workload) { m_workload = &workload; }
    bool runs(const lab::Workload &workload) const { return m_workload == &workload; }

    unsigned workers = 1;

    // The workload must have been registered when this object was created.
    Choice &of(const lab::Workload &workload) { return m_choices.at(&workload); }
    const Choice &of(const lab::Workload &workload) const { return m_choices.at(&workload); }

    // The speed of the current workload.
    const Speed &speed() const { return of(*m_workload).speed; }
    void setSpeed(const Speed &speed) { of(*m_workload).speed = speed; }

    // The configuration of the current or the given workload, without derived sizes.
    lab::Configuration configuration() const { return configuration(*m_workload); }
    lab::Configuration configuration(const lab::Workload &workload) const;
    // Sets the current workload, its options and the workers.
    void setConfiguration(const lab::Configuration &configuration);

    std::uint64_t seed() const;       // of the current workload
    void setSeed(std::uint64_t seed); // of every workload

    bool operator==(const LiveConfiguration &) const = default;

private:
    const lab::Workload *m_workload;
    std::map<const lab::Workload *, Choice> m_choices;
};

// The default number of workers: one less than the number of physical cores, at least one.
unsigned defaultWorkers();

} // namespace cownscope::ui

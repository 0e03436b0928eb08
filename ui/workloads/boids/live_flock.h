// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/boids/boids_workload.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/live_run_of.h"
#include "workloads/boids/flock.h"

#include <optional>

namespace cownscope::ui {

// What a tool of the window can want of a flock, as actions for LiveRun::act.
lab::Json pointerAction(const std::optional<boids::Influence> &pointer); // until the next
lab::Json birthplaceAction(const boids::Disk &place); // of the boids that the next change adds

// A flock at work. Survives a change of workers, and goes on by any options.
class FlockRun final : public LiveRunOf<boids::Flock, boids::FrameSink>
{
public:
    FlockRun(const lab::BoidsOptions &options, boids::FrameSink *sink);

    void runFreely() override { running().setFreeRunning(true); }
    void pause() override;
    void resume() override { running().release(); }
    bool canTake(const lab::Configuration &) const override { return true; }
    void take(const lab::Configuration &configuration) override;
    bool restart(const lab::Configuration &configuration) override;
    void act(const lab::Json &action) override;
    std::uint64_t steps() const override { return running().stepsDone(); }

    enum Counter { BoidUpdates, Forces, Sort, Frames }; // all but the first in ns, of all workers
    std::vector<std::uint64_t> counters() const override;

private:
    boids::Options withPointer(boids::Options options) const;

    boids::Options m_options; // the last ones taken
    std::optional<boids::Influence> m_pointer;
    std::optional<boids::Disk> m_birthplace;
};

class LiveFlock final : public LiveWorkload
{
public:
    // The sink gets the frames, on the main thread; it must outlive every run.
    explicit LiveFlock(boids::FrameSink *sink)
        : m_sink(sink)
    { }

    const lab::Workload &workload() const override { return lab::boidsWorkload(); }
    std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) override;
    const std::vector<LiveQuantity> &quantities() const override;

private:
    boids::FrameSink *m_sink;
};

// The flock of a configuration, whether it runs or not.
const boids::Options &flockOf(const LiveConfiguration &configuration);
boids::Options &flockOf(LiveConfiguration &configuration);

} // namespace cownscope::ui

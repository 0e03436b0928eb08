// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/boids/boids_workload.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/live_workload.h"
#include "workloads/boids/flock.h"
#include "workloads/boids/frame_codec.h"

#include <optional>

namespace cownscope::ui {

// Actions of mouse tools for LiveRun::performAction().
lab::Json pointerAction(const std::optional<boids::Influence> &pointer); // valid until the next one
// Position of the boids that the next change adds.
lab::Json birthplaceAction(const boids::Disk &place);

// A running flock. It continues when the workers or the options change.
class FlockRun final : public LiveRunOf<boids::Flock, boids::FrameSink>
{
public:
    FlockRun(const lab::BoidsOptions &options, boids::FrameSink *sink);

    void runFreely() override { running().setFreeRunning(true); }
    void pause() override;
    void resume() override { running().release(); }
    bool accepts(const lab::Configuration &) const override { return true; }
    void reconfigure(const lab::Configuration &configuration) override;
    bool restart(const lab::Configuration &configuration) override;
    void performAction(const lab::Json &action) override;
    bool doFramesAwaitSteps() const override { return true; }
    std::uint64_t steps() const override { return running().stepsDone(); }

    static std::shared_ptr<const boids::Frame> decodeFrame(std::span<const std::byte> bytes,
                                                           const std::shared_ptr<const void> &owner)
    {
        return boids::decode(bytes, owner);
    }

    // The number of boid updates, then times in nanoseconds, summed over the workers.
    enum Counter { BoidUpdates, Forces, Sort, Frames };
    std::vector<std::uint64_t> counters() const override;

private:
    boids::Options withPointer(boids::Options options) const;

    boids::Options m_options; // current options
    std::optional<boids::Influence> m_pointer;
    std::optional<boids::Disk> m_birthplace;
};

class LiveFlock final : public LiveWorkloadOf<FlockRun, lab::BoidsOptions, boids::FrameSink>
{
public:
    explicit LiveFlock(boids::FrameSink *sink)
        : LiveWorkloadOf(lab::boidsWorkload(), sink)
    { }

    const std::vector<LiveQuantity> &quantities() const override;
};

// The options of the flock in a configuration.
const boids::Options &flockOf(const LiveConfiguration &configuration);
boids::Options &flockOf(LiveConfiguration &configuration);

} // namespace cownscope::ui

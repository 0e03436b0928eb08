// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine/workload.h"
#include "workloads/boids/flock.h"

namespace cownscope::ui {

class FlockWorkload final : public Workload
{
public:
    // The sink gets the frames, on the main thread; it must outlive the workload.
    FlockWorkload(const boids::Options &options, boids::FrameSink *sink);

    boids::Flock &flock() { return m_flock; }

    void attach(boc::Runtime &runtime, const FrameCredits &credits) override;
    void detach() override;
    void runFreely() override;
    void pause() override;
    void resume() override { m_flock.release(); }
    void advance(std::uint64_t steps) override;
    void requestFrame() override { m_flock.requestFrame(); }
    bool isFrameWanted() const override { return m_flock.isFrameWanted(); }
    void resumeFrames() override { m_flock.resumeFrames(); }
    std::uint64_t outstanding() const override;
    std::uint64_t steps() const override { return m_flock.stepsDone(); }
    std::uint64_t boidUpdates() const override { return m_flock.boidUpdates(); }

private:
    boids::FrameSink *m_sink;
    boids::Flock m_flock;
    std::uint64_t m_allowedUpTo = 0; // in terms of stepsDone()
};

} // namespace cownscope::ui

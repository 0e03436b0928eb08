// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace cownscope::benchmark {

// The flock on cowns with its runtime, with the same interface as the bare one.
class CownFlock : public boids::FrameSink
{
public:
    // Showing asks for the next frame as soon as one has come, so that as many steps are shown as
    // can be; each goes through a pinned behavior on the thread that calls advance().
    enum class Frames { None, Shown };

    // With a birthplace, all boids begin within it instead of all over the world.
    CownFlock(const boids::Options &options, const std::optional<boids::Disk> &birthplace,
              unsigned workers, const boids::Kernel &kernel, Frames frames)
        : m_frames(frames)
        , m_flock(birthplace ? nobody(options) : options, {.kernel = &kernel})
        , m_runtime({.workers = workers})
    {
        m_flock.attach(m_runtime, boc::PinnedCown<boids::FrameSink *>(m_runtime, this));
        m_runtime.quiesce();
        if (birthplace) {
            m_flock.setBoids(options.boids, birthplace);
            m_runtime.quiesce();
        }
    }

    ~CownFlock() override
    {
        m_flock.pause();
        m_runtime.stop();
        m_flock.detach();
    }

    CownFlock(const CownFlock &) = delete;
    CownFlock &operator=(const CownFlock &) = delete;

    void advance(std::uint64_t steps)
    {
        m_until = m_flock.stepsDone() + steps;
        m_flock.advance(steps);
        if (m_frames == Frames::Shown)
            m_flock.requestFrame();
        m_runtime.quiesce();
    }

    boids::Snapshot snapshot()
    {
        boids::Snapshot copy;
        m_runtime.when(boc::read(m_flock.snapshot())) << [&](auto state) { copy = *state; };
        m_runtime.quiesce();
        return copy;
    }

    boids::StepTimes times() const
    {
        const boids::WorkDone work = workDone();
        return {work.forces, work.sort};
    }

    boids::WorkDone workDone() const { return m_flock.workDone(); }
    std::size_t parts() const { return m_flock.parts(); }
    boc::Statistics statistics() const { return m_runtime.statistics(); }

private:
    static boids::Options nobody(boids::Options options)
    {
        options.boids = 0;
        return options;
    }

    // Keeps it until the next one comes, as a view does.
    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        m_shown = std::move(frame);
        if (m_shown->step < m_until)
            m_flock.requestFrame();
    }

    const Frames m_frames;
    std::uint64_t m_until = 0;
    std::shared_ptr<const boids::Frame> m_shown;
    boids::Flock m_flock;
    boc::Runtime m_runtime;
};

} // namespace cownscope::benchmark

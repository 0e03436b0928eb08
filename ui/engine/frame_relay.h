// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine/configuration.h"
#include "workloads/boids/frame.h"
#include "workloads/rings/frame.h"

#include <boc/boc.h>

#include <cstdint>
#include <functional>

namespace cownscope::ui {

// What the engine needs of the views. All on the main thread.
struct ViewPorts
{
    boids::FrameSink *flock = nullptr;
    rings::FrameSink *rings = nullptr;
    // The view is seen and takes the next frame. The one before may still be on its way to the
    // screen, and is left out if the next one is faster.
    std::function<bool(WorkloadKind)> ready;
    // The view is seen and everything that it was given was on the screen. Empty: as `ready`.
    std::function<bool(WorkloadKind)> drawn;
    std::function<std::uint64_t()> framesPainted; // by all views since they were made
    // Whether there is room for one frame more where frames are kept, such as in a recording; none
    // is asked for before. Empty: there always is.
    std::function<bool()> room;
    // A runtime that views may schedule behaviors in, until null is given. By then it has nothing
    // in flight or was stopped, and what views hold of it must go.
    std::function<void(boc::Runtime *)> runtime;
};

// Stands between workloads and views, so that the engine knows when a frame arrives.
class FrameRelay final
    : public boids::FrameSink
    , public rings::FrameSink
{
public:
    // `arrived` is called before a frame is passed on.
    FrameRelay(boids::FrameSink *flock, rings::FrameSink *rings, std::function<void()> arrived)
        : m_flock(flock)
        , m_rings(rings)
        , m_arrived(std::move(arrived))
    { }

    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        m_arrived();
        if (m_flock)
            m_flock->showFrame(std::move(frame));
    }
    void showFrame(std::shared_ptr<const rings::Frame> frame) override
    {
        m_arrived();
        if (m_rings)
            m_rings->showFrame(std::move(frame));
    }

private:
    boids::FrameSink *m_flock;
    rings::FrameSink *m_rings;
    std::function<void()> m_arrived;
};

} // namespace cownscope::ui

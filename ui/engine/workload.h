// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_credits.h"

#include <boc/boc.h>

#include <cstdint>

namespace cownscope::ui {

// What the engine needs of a workload, whichever it is. Main thread; nothing here blocks.
class Workload
{
public:
    Workload() = default;
    virtual ~Workload() = default;
    Workload(const Workload &) = delete;
    Workload &operator=(const Workload &) = delete;

    // Frames are made while there are credits for them.
    virtual void attach(boc::Runtime &runtime, const FrameCredits &credits) = 0;
    virtual void detach() = 0;

    virtual void runFreely() = 0; // until pause()
    // Takes effect within a part of a second, whatever runs: long bodies stop where they are, and
    // go on from there later.
    virtual void pause() = 0;
    // What was in the middle of a step goes on.
    virtual void resume() = 0;
    virtual void advance(std::uint64_t steps) = 0;
    virtual void requestFrame() = 0;
    // Whether a frame that was requested has not been begun.
    virtual bool isFrameWanted() const = 0;
    // A credit may have been given back: such a frame is begun.
    virtual void resumeFrames() = 0;

    // Steps that were allowed by advance() and are not done yet.
    virtual std::uint64_t outstanding() const = 0;

    // Since construction: what the workload counts as its throughput.
    virtual std::uint64_t steps() const = 0;
    virtual std::uint64_t boidUpdates() const = 0; // 0 where there are no boids
};

} // namespace cownscope::ui

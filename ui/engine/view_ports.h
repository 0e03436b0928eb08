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
    // What is drawn there is on screen.
    std::function<bool(WorkloadKind)> seen;
    std::function<std::uint64_t()> framesPainted; // by all views since they were made
    // Whether there is room for one frame more where frames are kept, such as in a recording; none
    // is asked for before. Empty: there always is.
    std::function<bool()> room;
    // A runtime that views may schedule behaviors in, until null is given. By then it has nothing
    // in flight or was stopped, and what views hold of it must go.
    std::function<void(boc::Runtime *)> runtime;
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/experiments/workload.h"
#include "ui/simulation/live_quantity.h"
#include "workloads/frame_credits.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace cownscope::ui {

// A workload at work, whichever it is. Main thread; nothing here blocks.
class LiveRun
{
public:
    LiveRun() = default;
    virtual ~LiveRun() = default;
    LiveRun(const LiveRun &) = delete;
    LiveRun &operator=(const LiveRun &) = delete;

    // Frames are made while there are credits for them.
    virtual void attach(boc::Runtime &runtime, const FrameCredits &credits) = 0;
    virtual void detach() = 0;

    virtual void runFreely() = 0; // until pause()
    // Takes effect within a part of a second, whatever runs: long bodies stop where they are, and
    // go on from there later.
    virtual void pause() = 0;
    // What was in the middle of a step goes on.
    virtual void resume() { }
    virtual void advance(std::uint64_t steps) = 0;
    virtual void requestFrame() = 0;
    // Whether a frame that was requested has not been begun.
    virtual bool isFrameWanted() const = 0;
    // A credit may have been given back: such a frame is begun.
    virtual void resumeFrames() = 0;

    // Steps that were allowed by advance() and are not done yet.
    virtual std::uint64_t outstanding() const = 0;

    // Whether it can go on by this derived configuration; else another run is started for it.
    virtual bool canTake(const lab::Configuration &configuration) const = 0;
    // Goes on by it; also without a runtime.
    virtual void take(const lab::Configuration &) { }
    // Begins anew by it; false if only another run can.
    virtual bool restart(const lab::Configuration &) { return false; }
    // What a tool of the window wants at once and without a change of the configuration; in the
    // words of the workload's own tools, which may speak from another process.
    virtual void act(const lab::Json &) { }

    // Fails while it stands still though it should not. It goes on with the next call that asks it
    // for something.
    virtual Outcome status() const { return {}; }

    // Since the start: all steps, and what the workload counts as its throughput if not those.
    virtual std::uint64_t steps() const = 0;
    virtual std::optional<std::uint64_t> units() const { return {}; }
    // What it counts besides, in an order that its LiveWorkload says; each only grows.
    virtual std::vector<std::uint64_t> counters() const { return {}; }
};

// How a workload runs live. Knows where frames go.
class LiveWorkload
{
public:
    virtual ~LiveWorkload() = default;

    virtual const lab::Workload &workload() const = 0;
    // What a live run must keep to, though it could be measured; of a derived configuration. Fails
    // with what is wrong.
    virtual Outcome validate(const lab::Configuration &) const { return {}; }
    // By a derived, valid configuration. Throws std::bad_alloc.
    virtual std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) = 0;
    // What is read of its runs besides what every workload has.
    virtual const std::vector<LiveQuantity> &quantities() const = 0;
};

// Fails with why the configuration cannot run live; its sizes are not derived.
Outcome validate(const lab::Configuration &configuration, const LiveWorkload &workload);

} // namespace cownscope::ui

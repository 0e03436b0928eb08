// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/experiments/workload.h"
#include "link/transport/item.h"
#include "ui/simulation/live_quantity.h"
#include "workloads/frame_credits.h"

#include <boc/boc.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace cownscope::ui {

// A running workload. All functions are called on the main thread and do not block.
class LiveRun
{
public:
    LiveRun() = default;
    virtual ~LiveRun() = default;
    LiveRun(const LiveRun &) = delete;
    LiveRun &operator=(const LiveRun &) = delete;

    // Frames are made as long as there are credits.
    virtual void attach(boc::Runtime &runtime, const FrameCredits &credits) = 0;
    virtual void detach() = 0;

    virtual void runFreely() = 0; // runs at full speed until pause()
    // Takes effect within a fraction of a second: long behaviors are interrupted and continue
    // later.
    virtual void pause() = 0;
    // Continues interrupted steps.
    virtual void resume() { }
    virtual void advance(std::uint64_t steps) = 0;
    virtual void requestFrame() = 0;
    // Whether a requested frame has not been started.
    virtual bool isFrameWanted() const = 0;
    // Starts a requested frame if a credit is available again.
    virtual void resumeFrames() = 0;

    // The number of steps that advance() has allowed and that are not done yet.
    virtual std::uint64_t outstanding() const = 0;

    // Whether a frame that is requested after advance() shows these steps. Otherwise some of them
    // may still be missing in it.
    virtual bool doFramesAwaitSteps() const { return false; }

    // Whether reconfigure() supports this derived configuration; otherwise a new run is started.
    virtual bool accepts(const lab::Configuration &configuration) const = 0;
    // Continues with a new configuration. Also called while detached.
    virtual void reconfigure(const lab::Configuration &) { }
    // Restarts with a configuration; false if that needs a new run.
    virtual bool restart(const lab::Configuration &) { return false; }
    // An immediate action of a tool that does not change the configuration. The format is defined
    // by the workload; it is JSON, so that it can come from another process.
    virtual void performAction(const lab::Json &) { }

    // Fails while the run has stopped unexpectedly. It continues with the next call that needs
    // progress.
    virtual Outcome status() const { return {}; }

    // Since the start: the number of steps, and of units of throughput if those are not steps.
    virtual std::uint64_t steps() const = 0;
    virtual std::optional<std::uint64_t> units() const { return {}; }
    // Further counters, which only grow, in an order that the LiveWorkload defines.
    virtual std::vector<std::uint64_t> counters() const { return {}; }
};

// Limit for the payload memory of a live run.
inline constexpr std::uint64_t MostPayloadBytes = std::uint64_t{1} << 30;

// Describes how a workload runs live, and where its frames go.
class LiveWorkload
{
public:
    virtual ~LiveWorkload() = default;

    virtual const lab::Workload &workload() const = 0;
    // Checks limits that apply only to live runs. The configuration is derived.
    virtual Outcome validate(const lab::Configuration &) const { return {}; }
    // The configuration must be derived and valid. Throws std::bad_alloc.
    virtual std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) = 0;
    // Shows a frame that a run in another process has made. The item is kept as long as the frame
    // needs its bytes. Throws workloads::FrameError.
    virtual void show(std::shared_ptr<const link::Item> item, FrameCredit credit) = 0;
    // Quantities in addition to commonQuantities().
    virtual const std::vector<LiveQuantity> &quantities() const
    {
        static const std::vector<LiveQuantity> none;
        return none;
    }
};

// The one for a workload; null if it cannot run live.
LiveWorkload *findLive(const std::vector<LiveWorkload *> &all, const lab::Workload &workload);

// Checks whether a configuration (without derived sizes) can run live.
Outcome validate(const lab::Configuration &configuration, const LiveWorkload &workload);
Outcome validate(const lab::Configuration &configuration, const std::vector<LiveWorkload *> &all);

// Implements LiveRun for a class that has functions with the same names: attach, detach, pause,
// advance, requestFrame, isFrameWanted, resumeFrames, status. Counts the allowed steps.
template <class Workload, class Sink>
class LiveRunOf : public LiveRun
{
public:
    void attach(boc::Runtime &runtime, const FrameCredits &credits) override
    {
        m_workload.attach(runtime, boc::PinnedCown<Sink *>{runtime, m_sink}, credits);
    }
    void detach() override { m_workload.detach(); }
    void pause() override
    {
        m_workload.pause();
        m_allowedUpTo = 0;
    }
    void advance(std::uint64_t steps) override
    {
        m_allowedUpTo = std::max(m_allowedUpTo, this->steps()) + steps * stepsPerAdvance();
        m_workload.advance(steps);
    }
    void requestFrame() override { m_workload.requestFrame(); }
    bool isFrameWanted() const override { return m_workload.isFrameWanted(); }
    void resumeFrames() override { m_workload.resumeFrames(); }
    Outcome status() const override { return m_workload.status(); }
    std::uint64_t outstanding() const override
    {
        const std::uint64_t done = steps();
        return m_allowedUpTo > done
            ? (m_allowedUpTo - done + stepsPerAdvance() - 1) / stepsPerAdvance()
            : 0;
    }

protected:
    // The sink must outlive the run. The other arguments go to the constructor of the workload.
    template <class... Arguments>
    explicit LiveRunOf(Sink *sink, Arguments &&...arguments)
        : m_sink(sink)
        , m_workload(std::forward<Arguments>(arguments)...)
    { }

    // Number of steps, in terms of steps(), for each step of advance().
    virtual std::uint64_t stepsPerAdvance() const { return 1; }

    Workload &running() { return m_workload; }
    const Workload &running() const { return m_workload; }

private:
    Sink *m_sink;
    Workload m_workload;
    std::uint64_t m_allowedUpTo = 0; // allowed value of steps()
};

// A workload whose runs are constructed from its options and a sink for frames.
template <class Run, class Options, class Sink>
class LiveWorkloadOf : public LiveWorkload
{
public:
    // Frames arrive on the main thread. The sink must outlive every run.
    LiveWorkloadOf(const lab::Workload &workload, Sink *sink)
        : m_workload(workload)
        , m_sink(sink)
    { }

    const lab::Workload &workload() const override { return m_workload; }
    std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) override
    {
        return std::make_unique<Run>(configuration.options.as<Options>(), m_sink);
    }
    void show(std::shared_ptr<const link::Item> item, FrameCredit credit) override
    {
        const std::span<const std::byte> bytes = item->bytes();
        m_sink->takeFrame(Run::decodeFrame(bytes, std::move(item)), std::move(credit));
    }

private:
    const lab::Workload &m_workload;
    Sink *m_sink;
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/fan_out/fan_out_workload.h"
#include "ui/simulation/live_run_of.h"
#include "workloads/fanout/producers.h"

namespace cownscope::ui {

// Producers at work; other options need other producers.
class FanOutRun final : public LiveRunOf<fanout::Producers, fanout::FrameSink>
{
public:
    FanOutRun(const fanout::Options &derivedOptions, fanout::FrameSink *sink)
        : LiveRunOf(sink, derivedOptions)
    { }

    void runFreely() override { running().start(); }
    bool canTake(const lab::Configuration &configuration) const override;
    std::uint64_t steps() const override { return running().steps(); }
    std::optional<std::uint64_t> units() const override { return running().children(); }

    enum Counter { Children, Stolen };
    std::vector<std::uint64_t> counters() const override
    {
        return {running().children(), running().stolen()};
    }

private:
    std::uint64_t steppers() const override { return running().options().producers; }
};

class LiveFanOut final : public LiveWorkload
{
public:
    // The sink gets the frames, on the main thread; it must outlive every run.
    explicit LiveFanOut(fanout::FrameSink *sink)
        : m_sink(sink)
    { }

    const lab::Workload &workload() const override { return lab::fanOutWorkload(); }
    Outcome validate(const lab::Configuration &configuration) const override;
    std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) override;
    const std::vector<LiveQuantity> &quantities() const override;

private:
    fanout::FrameSink *m_sink;
};

} // namespace cownscope::ui

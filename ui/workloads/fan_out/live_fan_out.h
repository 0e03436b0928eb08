// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/fan_out/fan_out_workload.h"
#include "ui/simulation/live_workload.h"
#include "workloads/fanout/frame_codec.h"
#include "workloads/fanout/producers.h"

namespace cownscope::ui {

// Running producers. A change of options needs a new run.
class FanOutRun final : public LiveRunOf<fanout::Producers, fanout::FrameSink>
{
public:
    FanOutRun(const fanout::Options &derivedOptions, fanout::FrameSink *sink)
        : LiveRunOf(sink, derivedOptions)
    { }

    void runFreely() override { running().start(); }
    bool accepts(const lab::Configuration &configuration) const override;
    std::uint64_t steps() const override { return running().steps(); }

    // A copy.
    static std::shared_ptr<const fanout::Frame> decodeFrame(std::span<const std::byte> bytes,
                                                            const std::shared_ptr<const void> &)
    {
        return fanout::decode(bytes);
    }
    std::optional<std::uint64_t> units() const override { return running().children(); }

    enum Counter { Children, Stolen };
    std::vector<std::uint64_t> counters() const override
    {
        return {running().children(), running().stolen()};
    }

private:
    std::uint64_t stepsPerAdvance() const override { return running().options().producers; }
};

class LiveFanOut final : public LiveWorkloadOf<FanOutRun, lab::FanOutOptions, fanout::FrameSink>
{
public:
    explicit LiveFanOut(fanout::FrameSink *sink)
        : LiveWorkloadOf(lab::fanOutWorkload(), sink)
    { }

    Outcome validate(const lab::Configuration &configuration) const override;
    const std::vector<LiveQuantity> &quantities() const override;
};

} // namespace cownscope::ui

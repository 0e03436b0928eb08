// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "ui/simulation/live_run_of.h"
#include "workloads/rings/chain_rings.h"

namespace cownscope::ui {

class LiveConfiguration;

// Chain rings at work; other options need other rings.
class RingsRun final : public LiveRunOf<rings::ChainRings, rings::FrameSink>
{
public:
    RingsRun(const rings::Options &derivedOptions, rings::FrameSink *sink)
        : LiveRunOf(sink, derivedOptions)
    { }

    void runFreely() override { running().start(); }
    bool canTake(const lab::Configuration &configuration) const override;
    std::uint64_t steps() const override { return running().completed(); }

private:
    std::uint64_t steppers() const override { return std::max(running().chains(), 1u); }
};

class LiveRings final : public LiveWorkload
{
public:
    // The sink gets the frames, on the main thread; it must outlive every run.
    explicit LiveRings(rings::FrameSink *sink)
        : m_sink(sink)
    { }

    const lab::Workload &workload() const override { return lab::chainRingWorkload(); }
    // Rings that could be measured may still be more than a window can show or a machine can hold
    // beside it.
    Outcome validate(const lab::Configuration &configuration) const override;
    std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) override;
    const std::vector<LiveQuantity> &quantities() const override;

private:
    rings::FrameSink *m_sink;
};

// The rings of a configuration, whether they run or not; sizes are not derived.
const rings::Options &ringsOf(const LiveConfiguration &configuration);
rings::Options &ringsOf(LiveConfiguration &configuration);

} // namespace cownscope::ui

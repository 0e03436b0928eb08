// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "ui/simulation/live_workload.h"
#include "workloads/rings/chain_rings.h"
#include "workloads/rings/frame_codec.h"

namespace cownscope::ui {

class LiveConfiguration;

// Running chain rings. A change of options needs a new run.
class RingsRun final : public LiveRunOf<rings::ChainRings, rings::FrameSink>
{
public:
    RingsRun(const rings::Options &derivedOptions, rings::FrameSink *sink)
        : LiveRunOf(sink, derivedOptions)
    { }

    void runFreely() override { running().start(); }
    bool accepts(const lab::Configuration &configuration) const override;
    std::uint64_t steps() const override { return running().completed(); }

    // A copy.
    static std::shared_ptr<const rings::Frame> decodeFrame(std::span<const std::byte> bytes,
                                                           const std::shared_ptr<const void> &)
    {
        return rings::decode(bytes);
    }

private:
    std::uint64_t stepsPerAdvance() const override { return std::max(running().chains(), 1u); }
};

class LiveRings final : public LiveWorkloadOf<RingsRun, lab::ChainRingOptions, rings::FrameSink>
{
public:
    explicit LiveRings(rings::FrameSink *sink)
        : LiveWorkloadOf(lab::chainRingWorkload(), sink)
    { }

    // Rings that can be measured may still be too many for a view, or for the memory of a machine
    // that also runs a window.
    Outcome validate(const lab::Configuration &configuration) const override;
};

// The options of chain rings in a configuration, without derived sizes.
const rings::Options &ringsOf(const LiveConfiguration &configuration);
rings::Options &ringsOf(LiveConfiguration &configuration);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/engine/workload.h"
#include "workloads/rings/chain_rings.h"

namespace cownscope::ui {

class RingsWorkload final : public Workload
{
public:
    // The sink gets the frames, on the main thread; it must outlive the workload.
    RingsWorkload(const rings::Options &derivedOptions, rings::FrameSink *sink);

    const rings::Options &options() const { return m_options; }

    void attach(boc::Runtime &runtime, const FrameCredits &credits) override;
    void detach() override;
    void runFreely() override;
    void pause() override;
    void resume() override { } // with the next step
    void advance(std::uint64_t steps) override;
    void requestFrame() override { m_rings.requestFrame(); }
    bool isFrameWanted() const override { return m_rings.isFrameWanted(); }
    void resumeFrames() override { m_rings.resumeFrames(); }
    std::uint64_t outstanding() const override;
    std::uint64_t steps() const override { return m_rings.completed(); }
    std::uint64_t boidUpdates() const override { return 0; }

private:
    rings::Options m_options;
    rings::FrameSink *m_sink;
    rings::ChainRings m_rings;
    std::uint64_t m_allowedUpTo = 0; // in terms of completed()
};

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::tests {

/// Bands as thin as possible, so that a small flock has many.
inline constexpr boids::Tuning manyBands{64, 1, 1};

/// The flock once nothing is in flight.
boids::Snapshot settledSnapshot(boc::Runtime &runtime, boids::Flock &flock);

/// Waits until the flock has made that many steps in all; false after a minute.
bool waitForSteps(const boids::Flock &flock, std::uint64_t steps);

/// Keeps the frames that are shown.
class RecordingSink : public boids::FrameSink
{
public:
    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        frames.push_back(std::move(frame));
    }

    std::vector<std::shared_ptr<const boids::Frame>> frames;
};

/// Keeps their credits as well, as a view does that has not drawn them.
class SlowSink : public RecordingSink
{
public:
    void takeFrame(std::shared_ptr<const boids::Frame> frame, FrameCredit credit) override
    {
        showFrame(std::move(frame));
        credits.push_back(std::move(credit));
    }

    std::vector<FrameCredit> credits;
};

/// Whether a frame shows the same flock as a snapshot, bit for bit.
bool shows(const boids::Frame &frame, const boids::Snapshot &snapshot);

} // namespace cownscope::tests

// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/flock_cowns.h"

namespace cownscope::boids {

WorkDone FlockCounters::workDone() const noexcept
{
    const auto count = [](const auto &counter) { return counter.load(std::memory_order_relaxed); };
    return {count(forces), count(sort), count(frames), count(pairs), count(repartitions)};
}

FlockCowns::FlockCowns(const Options &options, const Tuning &tuning)
    : planner(options, tuning)
    , sorted(bandLimit)
    , next(bandLimit)
    , edges(bandLimit)
    , reports{std::vector<boc::Cown<BandReport>>(bandLimit),
              std::vector<boc::Cown<BandReport>>(bandLimit)}
    , frameParts(bandLimit)
    , slots(bandLimit)
    , kernel(tuning.kernel ? *tuning.kernel : fastestKernel())
{
    const Geometry geometry = geometryFor(options.scene(), options.boids);
    counters.boids = options.boids;
    counters.bands = bandCountFor(geometry.rows, options.boids, tuning);
}

} // namespace cownscope::boids

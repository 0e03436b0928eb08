// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/flock_cowns.h"

namespace cownscope::boids {

WorkDone FlockCounters::workDone() const noexcept
{
    constexpr auto relaxed = std::memory_order_relaxed;
    return {forces.load(relaxed), sort.load(relaxed), frames.load(relaxed), pairs.load(relaxed),
            repartitions.load(relaxed)};
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

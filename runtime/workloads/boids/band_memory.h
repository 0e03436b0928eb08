// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"

#include <memory>
#include <mutex>
#include <vector>

namespace cownscope::boids {

/// The memory that bands keep their boids in. It goes round: what the last owner lets go of, be it
/// a band or a view that showed it, is handed out again, the warmest first. What has not been
/// needed for a while goes back to the system: after a rebuild, or when a view has let go of its
/// frame.
///
/// A handle; copies share. Any thread; owners may outlive it.
class BandMemory
{
public:
    BandMemory();

    /// Arrays with room for so many boids, and count 0.
    std::shared_ptr<BoidArrays> take(std::size_t boids) const;

    /// How many arrays wait for their next use.
    std::size_t idle() const;
    /// Gives those back to the system: bands have other sizes from now on.
    void releaseIdle() const;

private:
    struct Store
    {
        std::mutex mutex;
        std::vector<std::unique_ptr<BoidArrays>> free; // the coldest first
        std::size_t leastFree = 0; // since the last time that the needless ones were dropped
        unsigned takes = 0;        // likewise
    };

    static std::vector<std::unique_ptr<BoidArrays>> needless(Store &store);

    std::shared_ptr<Store> m_store;
};

} // namespace cownscope::boids

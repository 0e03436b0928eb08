// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/boid_arrays.h"

#include <memory>
#include <mutex>
#include <vector>

namespace cownscope::boids {

/// A pool of the arrays in which bands keep their boids. When the last owner of some arrays, a band
/// or a view, releases them, they are idle until they are reused; the most recently used ones come
/// first, as they may still be in a cache. Arrays that have not been needed for a while are freed,
/// for example after a view has released its frame.
///
/// Any thread. Copies share the pool; the arrays may outlive it.
class BandMemory
{
public:
    BandMemory();

    /// Arrays with room for this number of boids, and count 0. Throws std::bad_alloc.
    std::shared_ptr<BoidArrays> take(std::size_t boids) const;

    /// The number of idle arrays.
    std::size_t idle() const;
    /// Frees the idle arrays. To be called when bands change their sizes.
    void releaseIdle() const;

private:
    struct Store
    {
        std::mutex mutex;
        std::vector<std::unique_ptr<BoidArrays>> free; // the least recently used first
        std::size_t leastFree = 0; // the smallest size of `free` since surplus arrays were removed
        unsigned takes = 0;        // since then
    };

    static std::vector<std::unique_ptr<BoidArrays>> removeSurplus(Store &store);

    std::shared_ptr<Store> m_store;
};

} // namespace cownscope::boids

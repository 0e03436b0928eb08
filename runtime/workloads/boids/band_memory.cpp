// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band_memory.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <new>
#include <utility>

namespace cownscope::boids {

namespace {

/// True if arrays are large enough for this number of boids and not much too large. What bands need
/// changes slowly.
bool isFitting(const BoidArrays &arrays, std::size_t boids)
{
    constexpr std::size_t tolerance = 512;
    return arrays.room() >= boids && arrays.room() <= boids + boids / 16 + tolerance;
}

} // namespace

BandMemory::BandMemory()
    : m_store(std::make_shared<Store>())
{ }

// Removes arrays that were idle all the time since the last removal, if that was many takes ago.
// The mutex is held; the caller destroys the arrays after releasing it.
std::vector<std::unique_ptr<BoidArrays>> BandMemory::removeSurplus(Store &store)
{
    constexpr unsigned takesBetween = 2048; // a step of a large flock takes up to 64 arrays
    store.leastFree = std::min(store.leastFree, store.free.size());
    if (++store.takes < takesBetween)
        return {};
    const auto begin = store.free.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(store.leastFree);
    std::vector<std::unique_ptr<BoidArrays>> surplus(std::make_move_iterator(begin),
                                                     std::make_move_iterator(end));
    store.free.erase(begin, end);
    store.leastFree = store.free.size();
    store.takes = 0;
    return surplus;
}

std::size_t BandMemory::idle() const
{
    const std::lock_guard lock(m_store->mutex);
    return m_store->free.size();
}

void BandMemory::releaseIdle() const
{
    std::vector<std::unique_ptr<BoidArrays>> released;
    const std::lock_guard lock(m_store->mutex);
    released.swap(m_store->free);
    m_store->leastFree = 0;
}

std::shared_ptr<BoidArrays> BandMemory::take(std::size_t boids) const
{
    std::unique_ptr<BoidArrays> arrays;
    std::vector<std::unique_ptr<BoidArrays>> surplus;
    {
        const std::lock_guard lock(m_store->mutex);
        auto &free = m_store->free;
        const auto fits = [boids](const auto &candidate) { return isFitting(*candidate, boids); };
        if (!free.empty()) {
            const auto latest = std::find_if(free.rbegin(), free.rend(), fits);
            const auto chosen = latest == free.rend() ? free.begin() : latest.base() - 1;
            arrays = std::move(*chosen);
            free.erase(chosen);
        }
        surplus = removeSurplus(*m_store);
    }
    if (!arrays || !isFitting(*arrays, boids))
        arrays = std::make_unique<BoidArrays>();
    surplus.clear(); // before more memory is asked for
    arrays->count = 0;
    arrays->reserve(boids);
    const auto giveBack = [store = std::weak_ptr<Store>(m_store)](BoidArrays *used) {
        std::unique_ptr<BoidArrays> own(used);
        if (const std::shared_ptr<Store> alive = store.lock()) {
            const std::lock_guard lock(alive->mutex);
            try {
                alive->free.push_back(std::move(own));
            } catch (const std::bad_alloc &) {
                // No memory for the list entry: the arrays are freed.
            }
        }
    };
    return {arrays.release(), giveBack};
}

} // namespace cownscope::boids

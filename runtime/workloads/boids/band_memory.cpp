// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band_memory.h"

#include <algorithm>
#include <utility>

namespace cownscope::boids {

namespace {

/// Whether memory for so many boids is not much too large; what bands need changes slowly.
bool isFitting(const BoidArrays &arrays, std::size_t boids)
{
    constexpr std::size_t notWorthIt = 512;
    return arrays.room() >= boids && arrays.room() <= boids + boids / 16 + notWorthIt;
}

} // namespace

BandMemory::BandMemory()
    : m_store(std::make_shared<Store>())
{ }

std::shared_ptr<BoidArrays> BandMemory::take(std::size_t boids) const
{
    std::unique_ptr<BoidArrays> arrays;
    {
        const std::lock_guard lock(m_store->mutex);
        auto &free = m_store->free;
        const auto fits = [boids](const auto &candidate) { return isFitting(*candidate, boids); };
        if (!free.empty()) {
            const auto warmest = std::find_if(free.rbegin(), free.rend(), fits);
            const auto chosen = warmest == free.rend() ? free.end() - 1 : warmest.base() - 1;
            arrays = std::move(*chosen);
            free.erase(chosen);
        }
    }
    if (!arrays || !isFitting(*arrays, boids))
        arrays = std::make_unique<BoidArrays>();
    arrays->count = 0;
    arrays->reserve(boids);
    const auto giveBack = [store = std::weak_ptr<Store>(m_store)](BoidArrays *used) {
        std::unique_ptr<BoidArrays> own(used);
        if (const std::shared_ptr<Store> alive = store.lock()) {
            const std::lock_guard lock(alive->mutex);
            alive->free.push_back(std::move(own));
        }
    };
    return {arrays.release(), giveBack};
}

} // namespace cownscope::boids

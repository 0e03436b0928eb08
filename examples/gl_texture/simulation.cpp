// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation.h"

#include <algorithm>
#include <utility>

Simulation::Simulation(boc::Runtime &runtime, LifeWindow &window,
                       std::function<void(BoardTexture &)> complete)
    : m_runtime(runtime)
    , m_complete(std::move(complete))
    , m_texture(runtime, window)
{
    for (int tile = 0; tile < life::tiles; ++tile) {
        m_now.emplace_back();
        m_next.emplace_back();
        m_runtime.when(m_now.back()) << [tile](auto now) { life::fill(*now, tile); };
        uploadWhenDone(tile);
    }
}

void Simulation::advance()
{
    for (int tile = 0; tile < life::tiles; ++tile) {
        // Runs on a worker, in parallel with the other tiles: all read the last generation, and
        // none writes a tile that another one reads.
        std::vector<boc::Cown<life::Tile>> around;
        for (const std::size_t neighbor : life::around(tile))
            around.push_back(m_now[neighbor]);
        m_runtime.when(m_next[static_cast<std::size_t>(tile)], boc::read(around))
            << [](auto next, auto around) {
                   life::Neighborhood tiles{};
                   std::ranges::transform(around, tiles.begin(),
                                          [](const auto &tile) { return &*tile; });
                   life::advance(*next, tiles);
               };
    }
    std::swap(m_now, m_next);
    ++m_generation;
    for (int tile = 0; tile < life::tiles; ++tile)
        uploadWhenDone(tile);
}

void Simulation::uploadWhenDone(int tile)
{
    // Names the texture, so it runs on the main thread; names the tile, so it runs after the
    // behavior that fills it. No other ordering is needed.
    m_runtime.when(m_texture, boc::read(m_now[static_cast<std::size_t>(tile)]))
        << [this, tile](auto texture, auto cells) {
               texture->upload(tile, *cells);
               if (texture->isComplete())
                   m_complete(*texture);
           };
}

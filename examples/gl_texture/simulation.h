// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "board_texture.h"
#include "life.h"

#include <boc/boc.h>

#include <functional>
#include <vector>

// The board, with two cowns for each tile: one is read while the other is written, alternately.
// Main thread only, while the window's context exists.
class Simulation
{
public:
    // `complete` is called in a pinned behavior, when all tiles of a generation are in the texture,
    // and decides what to do with it. It may refer to anything that exists until the runtime is
    // stopped.
    Simulation(boc::Runtime &runtime, LifeWindow &window,
               std::function<void(BoardTexture &)> complete);

    int generation() const { return m_generation; } // the last one requested

    // Schedules the next generation and returns at once.
    void advance();

private:
    void uploadWhenDone(int tile);

    boc::Runtime &m_runtime;
    std::function<void(BoardTexture &)> m_complete;
    boc::PinnedCown<BoardTexture> m_texture;
    std::vector<boc::Cown<life::Tile>> m_now;
    std::vector<boc::Cown<life::Tile>> m_next;
    int m_generation = 0;
};

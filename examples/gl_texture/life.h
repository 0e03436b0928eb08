// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

// Conway's Game of Life on a torus, tile by tile. Independent of behaviors.
namespace life {

constexpr int columns = 256;
constexpr int rows = 192;
constexpr int side = 32; // of a tile, in cells
constexpr int across = columns / side;
constexpr int down = rows / side;
constexpr int tiles = across * down;

// 255: alive. Less: dead, with a remaining glow that loses a sixteenth in each generation.
using Cell = std::uint8_t;
constexpr Cell alive = 255;
constexpr Cell justDied = 190;

struct Tile
{
    std::array<Cell, std::size_t{side} * side> cells{}; // row by row
    int population = 0;

    Cell at(int x, int y) const { return cells[static_cast<std::size_t>(y * side + x)]; }
};

// A tile and the eight tiles around it, row by row; the tile itself is the fifth.
using Neighborhood = std::array<const Tile *, 9>;

// The numbers of the tiles around a tile, as in a Neighborhood.
std::array<std::size_t, 9> around(int tile);

// The initial state of a tile: a third of the cells is alive. The board is symmetric horizontally
// and vertically, and stays so.
void fill(Tile &tile, int number);

// The tile one generation later.
void advance(Tile &next, const Neighborhood &now);

} // namespace life

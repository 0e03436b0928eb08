// SPDX-License-Identifier: GPL-3.0-or-later
#include "life.h"

#include <algorithm>

namespace life {
namespace {

// A hash: the same on every machine, without visible patterns.
std::uint32_t mixed(std::uint32_t number)
{
    number = (number ^ (number >> 16)) * 0x45d9f3bu;
    number = (number ^ (number >> 16)) * 0x45d9f3bu;
    return number ^ (number >> 16);
}

Cell after(Cell cell, int neighbors)
{
    if (neighbors == 3 || (neighbors == 2 && cell == alive))
        return alive;
    return cell == alive ? justDied : static_cast<Cell>(cell * 15 / 16);
}

} // namespace

std::array<std::size_t, 9> around(int tile)
{
    std::array<std::size_t, 9> numbers{};
    for (int i = 0; i < 9; ++i) {
        const int x = (tile % across + i % 3 - 1 + across) % across;
        const int y = (tile / across + i / 3 - 1 + down) % down;
        numbers[static_cast<std::size_t>(i)] = static_cast<std::size_t>(y * across + x);
    }
    return numbers;
}

void fill(Tile &tile, int number)
{
    tile.population = 0;
    for (int i = 0; i < side * side; ++i) {
        const int x = number % across * side + i % side;
        const int y = number / across * side + i / side;
        const int fromEdge = std::min(x, columns - 1 - x);
        const int fromTop = std::min(y, rows - 1 - y);
        const bool lives = mixed(static_cast<std::uint32_t>(fromTop * columns + fromEdge)) % 3 == 0;
        tile.cells[static_cast<std::size_t>(i)] = lives ? alive : Cell{0};
        tile.population += lives ? 1 : 0;
    }
}

void advance(Tile &next, const Neighborhood &now)
{
    // The tile with a border from the tiles around it, so that no cell is a special case.
    constexpr int rimmed = side + 2;
    std::array<std::array<Cell, rimmed>, rimmed> cells;
    for (int y = 0; y < rimmed; ++y) {
        for (int x = 0; x < rimmed; ++x) {
            const int tile = (y + side - 1) / side * 3 + (x + side - 1) / side;
            cells[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                now[static_cast<std::size_t>(tile)]->at((x + side - 1) % side,
                                                        (y + side - 1) % side);
        }
    }
    next.population = 0;
    for (std::size_t y = 0; y < side; ++y) {
        for (std::size_t x = 0; x < side; ++x) {
            int neighbors = 0;
            for (std::size_t i = 0; i < 9; ++i)
                neighbors += i != 4 && cells[y + i / 3][x + i % 3] == alive ? 1 : 0;
            const Cell cell = after(cells[y + 1][x + 1], neighbors);
            next.cells[y * side + x] = cell;
            next.population += cell == alive ? 1 : 0;
        }
    }
}

} // namespace life

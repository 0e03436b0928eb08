// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>

#include <cstdint>
#include <vector>

// The Mandelbrot set from −2.5 to 1.25 and from −1.25 i to 1.25 i, tile by tile. Independent of
// behaviors.
namespace mandelbrot {

constexpr int columns = 768;
constexpr int rows = 512;
constexpr int side = 32; // of a tile, in pixels
constexpr int tiles = (columns / side) * (rows / side);
constexpr int most = 500; // iterations; a point that needs more counts as in the set
constexpr QRgb inside = 0xff0b0d12;

struct Tile
{
    int x = 0; // of its upper left pixel
    int y = 0;
    QImage pixels;
    std::uint64_t iterations = 0;
    std::uint64_t points = 0; // in the set; four points are sampled for each pixel
};

// The positions of the tiles, from the center outwards.
std::vector<QPoint> places();

// Any thread. The counts are the same on every machine: coordinates are integers in units of 2^-28.
Tile compute(QPoint place);

} // namespace mandelbrot

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/splat.h"

#include <cstddef>
#include <cstdint>

// What a splat does with a few hundred boids at a time, in loops that the compiler turns into
// vector instructions.
namespace cownscope::ui::splatting {

inline constexpr std::size_t BlockSize = 256;

// Consecutive boids of a part.
struct Block
{
    const boids::BoidArrays *from = nullptr;
    std::size_t first = 0;
    std::size_t count = 0; // at most BlockSize
};

// Where the centers are, and the pixel that each is in. What is far outside of the picture is
// brought nearer, but stays outside.
struct Places
{
    float x[BlockSize];
    float y[BlockSize];
    std::int32_t column[BlockSize];
    std::int32_t row[BlockSize];
};
void findPlaces(const Block &block, const SplatLook &look, Places &places);

// Columns of the color table.
using Columns = std::int32_t[BlockSize];
void findHeadings(const Block &block, Columns &columns);
void findSpeeds(const Block &block, float speedLimit, Columns &columns);
void findSpecies(const Block &block, float secondShare, Columns &columns);

} // namespace cownscope::ui::splatting

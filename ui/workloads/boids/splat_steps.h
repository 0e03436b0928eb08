// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/splat.h"

#include <cstddef>
#include <cstdint>

// The steps of a splat for a block of boids, as loops that the compiler can vectorize.
namespace cownscope::ui::splatting {

inline constexpr std::size_t BlockSize = 256;

// Consecutive boids of a part.
struct Block
{
    const boids::BoidSpans *from = nullptr;
    std::size_t first = 0;
    std::size_t count = 0; // at most BlockSize
};

// The centers of boids and their pixels. Positions far outside of the image are clamped to
// positions that are still outside.
struct Places
{
    float x[BlockSize];
    float y[BlockSize];
    std::int32_t column[BlockSize];
    std::int32_t row[BlockSize];
};
void findPlaces(const Block &block, const SplatLook &look, Places &places);

// Columns of the color table for a block of boids.
using Columns = std::int32_t[BlockSize];
void findHeadings(const Block &block, Columns &columns);
void findSpeeds(const Block &block, float speedLimit, Columns &columns);
void findSpecies(const Block &block, float secondShare, Columns &columns);

} // namespace cownscope::ui::splatting

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/color_table.h"
#include "ui/workloads/boids/boid_sprites.h"
#include "ui/workloads/boids/shown_parts.h"
#include "ui/workloads/boids/world_fills.h"

#include <QSize>

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::ui {

// The colors of 0, 1, 2, … boids in a pixel, even in the logarithm up to `top`, which has the last
// color. What is above has it, too. The first is not used: there the background is seen.
std::vector<Pixel> densityColors(std::uint32_t top, Shade shade);

// How a flock becomes a picture.
struct SplatLook
{
    enum class Kind {
        Points,  // a square a boid, the last one on top
        Sprites, // a small triangle
        Density, // the number of boids in each pixel
    };

    Kind kind = Kind::Points;
    WorldFit fit;
    QSize size; // of the whole picture
    ColorMode mode = ColorMode::Heading;
    float speedLimit = 1;
    float secondShare = 0;
    int pointSide = 1;
    int keep = 0; // of 256: how much of the previous picture is still there; none for Density
    Pixel background = 0;
    std::vector<Fill> fills; // on the background, behind the flock
    std::shared_ptr<const PixelTable> colors;
    std::shared_ptr<const BoidSprites> sprites;
    std::shared_ptr<const std::vector<Pixel>> density;

    // By how many pixels a boid's picture may exceed the one that its center is in.
    int reach() const;
};

// Paints rows of the picture: the background, or what is left of the previous picture, then all
// boids in the order of the frame, as far as they are in these rows. `pixels` is the first pixel of
// the first of these rows; nothing else is written and, of the picture, nothing else is read.
//
// So whoever paints other rows at the same time does not matter, though boids near the edge of a
// strip are in two: each paints its share of them. What is painted does not depend on how the
// picture is cut into strips, since the order in which a pixel is painted does not.
//
// Returns the largest number of boids in a pixel for Density, else 0.
std::uint32_t splat(const SplatLook &look, const boids::Frame &frame,
                    const std::vector<ShownPart> &parts, RowSpan rows, Pixel *pixels);

// Cuts a picture into about so many strips that are about as much work each, where parts end as far
// as there are enough of them: fewer boids are looked at twice then. Together the strips are the
// picture; one strip if nothing is known of where the parts are.
std::vector<RowSpan> cutIntoStrips(const std::vector<ShownPart> &parts, const WorldFit &fit,
                                   const QSize &size, unsigned strips);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/color_table.h"
#include "ui/workloads/boids/boid_shape.h"
#include "ui/workloads/boids/shown_parts.h"
#include "ui/workloads/boids/world_fills.h"

#include <QSize>

#include <cstdint>
#include <memory>
#include <vector>

namespace cownscope::ui {

// The colors for 0, 1, 2, … boids in a pixel, on a logarithmic scale. `top` and above have the last
// color. The first color is unused, since empty pixels show the background.
std::vector<Pixel> densityColors(std::uint32_t top, Shade shade);

// How to paint a flock into an image.
struct SplatLook
{
    enum class Kind {
        Points,  // a square per boid, the last one on top
        Sprites, // a small triangle per boid
        Density, // the number of boids in each pixel
    };

    Kind kind = Kind::Points;
    WorldFit fit;
    QSize size; // size of the whole image
    ColorMode mode = ColorMode::Heading;
    float speedLimit = 1;
    float secondShare = 0;
    int pointSide = 1;
    int keep = 0; // share of the previous image that is kept, of 256; 0 for Density
    Pixel background = 0;
    std::vector<Fill> fills; // painted on the background, behind the flock
    std::shared_ptr<const PixelTable> colors;
    std::shared_ptr<const BoidSprites> sprites;
    std::shared_ptr<const std::vector<Pixel>> density;

    // How far a painted boid extends from its center pixel, in pixels.
    int reach() const;
};

// Paints some rows of the image: the background or the faded previous image, then the parts of all
// boids that are in these rows, in the order of the frame. `pixels` is the first pixel of the rows.
// No other pixels are read or written.
//
// So different rows can be painted concurrently. A boid near the edge of a strip is painted partly
// by each of two strips. The result does not depend on the strips, since the order of boids is the
// same for every pixel.
//
// Returns the largest number of boids in a pixel for Density, else 0.
std::uint32_t splat(const SplatLook &look, const boids::Frame &frame,
                    const std::vector<ShownPart> &parts, RowSpan rows, Pixel *pixels);

// Divides an image into about `strips` strips of similar work. Strips end where parts end, if there
// are enough parts, so that few boids are in two strips. Returns one strip if the positions of
// parts are unknown.
std::vector<RowSpan> cutIntoStrips(const std::vector<ShownPart> &parts, const WorldFit &fit,
                                   const QSize &size, unsigned strips);

} // namespace cownscope::ui

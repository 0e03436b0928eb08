// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/shown_parts.h"

#include <QSize>
#include <QString>

namespace cownscope::ui {

// How a flock is drawn.
enum class Renderer {
    Automatic, // one of the others, by what draws and how many there are to draw
    Triangles, // by OpenGL
    Splat,     // into a picture, by the runtime's workers: a small shape or a point a boid
    Density,   // likewise: how many are in each pixel
};

// How many boids are to be drawn, estimated from the parts that are seen.
struct Crowd
{
    double boids = 0;
    double aPixel = 0; // in the part of the world that is seen
};
Crowd crowdSeen(const std::vector<ShownPart> &parts, const WorldFit &fit, const QSizeF &world,
                const QSize &pixels);

// What draws them. On a processor triangles cost 0.2 to 0.5 µs each, a splat 4 to 60 ns
// and a few milliseconds for the picture: at 10,000 boids they are even, in which trails cost next
// to nothing more. What was in use stays in use until it is clearly the worse choice, so that a
// crowd at the limit does not flicker.
Renderer chooseRenderer(Renderer wanted, bool softwareGl, bool trails, const Crowd &crowd,
                        Renderer inUse);

} // namespace cownscope::ui

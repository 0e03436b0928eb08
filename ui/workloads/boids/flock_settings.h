// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/workloads/boids/shown_parts.h"

#include <QSize>
#include <QString>

#include <vector>

namespace cownscope::ui {

// How a flock is drawn.
enum class Renderer {
    Automatic, // one of the others, depending on the renderer and the number of boids
    Triangles, // drawn by OpenGL
    Splat,     // an image painted by workers, with a small shape or a point per boid
    Density,   // an image painted by workers, with the number of boids in each pixel
};

// A value that the user can choose.
template <class Value>
struct Choice
{
    Value value;
    const char *name; // on the command line
    QString title;    // in menus, with a mnemonic
};
const std::vector<Choice<ColorMode>> &colorModeChoices();
const std::vector<Choice<Renderer>> &rendererChoices();

// The number of visible boids, estimated from the visible parts.
struct Crowd
{
    double boids = 0;
    double aPixel = 0; // boids per pixel in the visible part of the world
};
Crowd crowdSeen(const std::vector<ShownPart> &parts, const WorldFit &fit, const QSizeF &world,
                const QSize &pixels);

// Chooses the renderer. With software OpenGL, a triangle takes 0.2 to 0.5 µs; a splat takes 4 to 60
// ns per boid and a few milliseconds per image, also with trails. They are equally fast at about
// 10,000 boids. The current renderer is kept until it is clearly worse, so that the view does not
// flicker at the limit.
Renderer chooseRenderer(Renderer wanted, bool softwareGl, bool trails, const Crowd &crowd,
                        Renderer inUse);

inline constexpr int ShortestTrail = 2; // frames until a trail is invisible
inline constexpr int LongestTrail = 100;

// The display settings of the flock.
struct FlockSettings
{
    ColorMode colorMode = ColorMode::Heading;
    Renderer renderer = Renderer::Automatic;
    bool parts = false;  // show which worker computed each part, and the time
    bool trails = false; // not available for densities
    int trailLength = 20;

    bool operator==(const FlockSettings &) const = default;
};

// The share of an image that remains in the next one, for trails of this length.
double trailShare(int length);

} // namespace cownscope::ui

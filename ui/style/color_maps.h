// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QColor>

namespace cownscope::ui {

// What the color of a boid shows.
enum class ColorMode { Heading, Speed, Worker, Cost, Species };

// A cyclic hue of constant lightness. `turn` goes from 0 (east) through 0.25 (north, up on the
// screen) to 1 (east).
QColor headingColor(double turn, Shade shade);

// A perceptually uniform ramp from dark violet through green to yellow. It is reversed on a light
// background, so that fast boids stand out on either. The fraction is clamped to 0 … 1.
QColor speedColor(double fraction, Shade shade);

// The cost of a boid relative to the mean: from blue through gray (1) to red, on a logarithmic
// scale. Clamped to a quarter and four times the mean.
QColor costColor(double ratio, Shade shade);

// The first and the second species: violet and green, which are not used for workers.
QColor speciesColor(bool second, Shade shade);

// Density of boids, from few (0) to many (1), clamped: from a color close to the background to the
// one with the highest contrast.
QColor densityColor(double fraction, Shade shade);

// Repelling influences have a warm color, attracting ones a cool color.
QColor influenceColor(bool attracts, Shade shade);

// The color of a result. Its medium lightness is readable on light and dark backgrounds. The first
// eight differ in hue; further ones repeat the hues lighter or darker.
QColor resultColor(unsigned index);

} // namespace cownscope::ui

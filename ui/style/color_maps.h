// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QColor>

namespace cownscope::ui {

// What the color of a boid stands for.
enum class ColorMode { Heading, Speed, Worker, Cost, Species };
inline constexpr int ColorModes = 5;

// Cyclic hue of even lightness; turn runs from 0 to 1 from east through north (up on the screen)
// and back to east.
QColor headingColor(double turn, Shade shade);

// Perceptually even ramp from dark violet over green to yellow; on a light background it runs the
// other way, so that the fast ones stand out on either. Fraction 0 … 1, clamped.
QColor speedColor(double fraction, Shade shade);

// What a boid costs in relation to the mean, 1: from blue over gray to red, even in the logarithm
// from a quarter to four times the mean, and clamped there.
QColor costColor(double ratio, Shade shade);

// The first and the second species: violet and green, which no worker has.
QColor speciesColor(bool second, Shade shade);

// How many are where they cannot be told apart, from few, 0, to many, 1, clamped: from what barely
// differs from the background to what stands out most.
QColor densityColor(double fraction, Shade shade);

// Repelling influences are warm, attracting ones cool.
QColor influenceColor(bool attracts, Shade shade);

} // namespace cownscope::ui

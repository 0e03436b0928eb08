// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QColor>

namespace cownscope::ui {

// What the color of a boid stands for.
enum class ColorMode { Heading, Speed, Worker };

// Cyclic hue of even lightness; turn runs from 0 to 1 from east through north (up on the screen)
// and back to east.
QColor headingColor(double turn, Shade shade);

// Perceptually even ramp from dark violet over green to yellow; on a light background it runs the
// other way, so that the fast ones stand out on either. Fraction 0 … 1, clamped.
QColor speedColor(double fraction, Shade shade);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace cownscope::ui {

// A color in cylindrical Oklab coordinates: equal steps look equal, and colors of the same
// lightness look equally light.
struct Oklch
{
    double lightness = 0; // 0 black … 1 white
    double chroma = 0;    // 0 gray … about 0.3, the most colorful in sRGB
    double hue = 0;       // degrees
};

// Colors outside sRGB are clipped channel by channel.
QColor fromOklch(const Oklch &color);
Oklch toOklch(const QColor &color);

// Converts an sRGB channel to linear intensity, both from 0 to 1.
double decodeGamma(double encoded);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace cownscope::ui {

// A color in Oklab's cylindrical form: equal steps look equal, and equal lightness looks equally
// light whatever the hue.
struct Oklch
{
    double lightness = 0; // 0 black … 1 white
    double chroma = 0;    // 0 gray … about 0.3 as colorful as sRGB gets
    double hue = 0;       // degrees
};

// Colors outside sRGB are clipped channel by channel.
QColor fromOklch(const Oklch &color);
Oklch toOklch(const QColor &color);

} // namespace cownscope::ui

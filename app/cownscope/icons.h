// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace cownscope {

enum class Glyph { Run, Pause, Step, Reset, Record, StopRecord };

// Draws an icon in the text color, so that it fits light and dark themes. The record icons are red.
QIcon glyphIcon(Glyph glyph, const QColor &color);

// The icon of the program: three boids in the colors of three workers.
QIcon programIcon();

} // namespace cownscope

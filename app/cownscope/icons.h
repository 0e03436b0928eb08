// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace cownscope {

enum class Glyph { Run, Pause, Step, Reset, Record, StopRecord };

// Drawn in the color of the text beside it, so that it fits light and dark themes; what records is
// red in both.
QIcon glyphIcon(Glyph glyph, const QColor &color);

// The program's icon: three boids in three workers' colors.
QIcon programIcon();

} // namespace cownscope

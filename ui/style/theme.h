// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <cstdint>

namespace cownscope::ui {

// Whether things are drawn on a light or on a dark background.
enum class Shade { Light, Dark };

// What the user asked for; System follows the desktop's palette.
enum class Theme { System, Light, Dark };

// The shade that a palette's window background calls for.
Shade shadeOf(const QPalette &palette);

// The palette of the application under a theme. `system` is the one that the desktop gave.
QPalette paletteFor(Theme theme, const QPalette &system);

// Colors of what is drawn in views and charts, apart from data.
struct Scene
{
    QColor background; // of GL views and charts
    QColor world;      // the part of the flock's world where nobody turns back
    QColor grid;       // lines that help reading
    QColor border;     // lines that bound something
    QColor text;
    QColor faintText; // axis labels
};
Scene sceneFor(Shade shade);

// Colors of data that belong to no worker.
enum class Quantity { Behaviors, Steps, Frames, Depth, Age, Pump };
QColor quantityColor(Quantity quantity, Shade shade);

// What no worker has computed: initial states, idle slots.
QColor nobodyColor(Shade shade);

} // namespace cownscope::ui

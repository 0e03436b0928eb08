// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <cstdint>

namespace cownscope::ui {

// Whether the background is light or dark.
enum class Shade { Light, Dark };

// The theme that the user has chosen; System follows the palette of the desktop.
enum class Theme { System, Light, Dark };

// The shade of the palette's window background.
Shade shadeOf(const QPalette &palette);

// The palette of the application for a theme. `system` is the desktop's palette.
QPalette paletteFor(Theme theme, const QPalette &system);

// Colors of everything in views and charts except data.
struct Scene
{
    QColor background; // of GL views and charts
    QColor world;      // the inner part of the flock's world, where boids do not turn back
    QColor grid;       // grid lines
    QColor border;     // borders
    QColor text;
    QColor faintText; // axis labels
};
Scene sceneFor(Shade shade);

// Colors of data that does not belong to a worker.
enum class Quantity { Behaviors, Steps, Frames, Depth, Age, Pump };
QColor quantityColor(Quantity quantity, Shade shade);

// The color of data that no worker has computed, such as initial states and idle slots.
QColor nobodyColor(Shade shade);

// Colors of error messages and warnings.
QColor problemColor(Shade shade);
QColor warningColor(Shade shade);

// The font of headings, and that of labels in charts.
QFont boldFont(QFont font, QFont::Weight weight = QFont::Bold);
QFont smallFont(QFont font);

} // namespace cownscope::ui

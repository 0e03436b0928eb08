// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QBrush>
#include <QColor>

namespace cownscope::ui {

// The number of distinct colors; further workers reuse them.
inline constexpr unsigned WorkerColors = 64;

// The color of a worker, used everywhere. The first eight are the colors of Okabe and Ito, which
// color-blind people can distinguish. Each further color is as different as possible from those
// before it, from the species and from the colors of the scene.
QColor workerColor(unsigned worker, Shade shade);

// The same color for filling an area; a reused color gets a pattern.
QBrush workerBrush(unsigned worker, Shade shade);

} // namespace cownscope::ui

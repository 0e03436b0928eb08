// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/tools/flock_tool.h"

#include <QColor>
#include <QIcon>

namespace cownscope::ui {

// Drawn in the color of the text beside it, so that it fits light and dark themes.
QIcon toolIcon(FlockTool tool, const QColor &color);
QIcon clearIcon(const QColor &color);

} // namespace cownscope::ui

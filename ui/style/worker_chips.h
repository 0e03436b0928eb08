// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

class QPainter;
class QRect;

namespace cownscope::ui {

// Paints a row of workers' colors with their numbers, centered vertically in the area, as many as
// fit, then an ellipsis. Gives the x where it ends.
int paintWorkerChips(QPainter &painter, const QRect &area, unsigned workers, Shade shade);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMargins>
#include <QRect>

class QWidget;

namespace cownscope {

// The geometry of a window (without its frame) such that it fits with its frame in the available
// area of the screen. It is moved as little as possible, and made smaller if necessary.
QRect fittedOnScreen(const QRect &window, const QMargins &frame, const QRect &available);

// Fits a window on its screen when it is first shown. The size of its frame is only known then, so
// the window may visibly shrink once.
void fitOnScreenWhenShown(QWidget *window);

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMargins>
#include <QRect>

class QWidget;

namespace cownscope {

// The place of a window, without its frame, such that it lies with its frame in the available part
// of the screen: moved as little as possible, and smaller where there is no room.
QRect fittedOnScreen(const QRect &window, const QMargins &frame, const QRect &available);

// Sees to it that a window fits on its screen when it is shown for the first time. What a window
// manager draws around it is known only then, hence it may shrink once before people's eyes.
void fitOnScreenWhenShown(QWidget *window);

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCursor>

namespace cownscope::ui {

// The largest circle that a cursor shows; window systems cut larger pictures.
inline constexpr int LargestCursorRadius = 120;

// A cross in a circle, which can be seen on light and dark. Without a circle if that would be too
// small or too large.
QCursor reachCursor(int radius, qreal devicePixelRatio);

} // namespace cownscope::ui

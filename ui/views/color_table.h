// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QOpenGLTexture>

#include <memory>

namespace cownscope::ui {

inline constexpr int ColorTableColumns = 256;
inline constexpr int HeadingRow = 0;
inline constexpr int SpeedRow = 1;
inline constexpr int WorkerRow = 2;
inline constexpr int IdleColumn = 254;   // of the worker row: a slot that nobody holds
inline constexpr int NobodyColumn = 255; // of the worker row: computed by no worker

// The colors of headings (one turn), speeds (from none to the limit) and workers for the shaders.
QImage colorTable(Shade shade);

// The same as a texture of the current context.
std::unique_ptr<QOpenGLTexture> colorTexture(Shade shade);

} // namespace cownscope::ui

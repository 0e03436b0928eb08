// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QImage>
#include <QOpenGLTexture>

#include <array>
#include <cstdint>
#include <memory>

namespace cownscope::ui {

inline constexpr int ColorTableColumns = 256;
inline constexpr int HeadingRow = 0;
inline constexpr int SpeedRow = 1;
inline constexpr int WorkerRow = 2;
inline constexpr int CostRow = 3;
inline constexpr int SpeciesRow = 4; // the first, then the second
inline constexpr int ColorTableRows = 5;
inline constexpr int IdleColumn = 254;   // of the worker row: a slot that nobody holds
inline constexpr int NobodyColumn = 255; // of the worker row: computed by no worker

// The column of a worker, or of nobody; for the row of workers.
int workerColumn(std::uint32_t worker);

// The column of a cost in relation to the mean.
int costColumn(double ratio);

// The colors of headings (one turn), speeds (from none to the limit), workers, costs (a quarter of
// the mean to four times) and species: a row for each ColorMode, in RGBA.
QImage colorTable(Shade shade);

// A pixel: red, green, blue and 255, in this order in memory.
using Pixel = std::uint32_t;
Pixel pixelOf(const QColor &color);

// The color table as pixels.
using PixelTable = std::array<std::array<Pixel, ColorTableColumns>, ColorTableRows>;
PixelTable pixelTable(Shade shade);

// The same as a texture of the current context.
std::unique_ptr<QOpenGLTexture> colorTexture(Shade shade);

} // namespace cownscope::ui

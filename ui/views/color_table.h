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
inline constexpr int SpeciesRow = 4; // column 0 is the first species, the others are the second
inline constexpr int ColorTableRows = 5;
inline constexpr int IdleColumn = 254;   // in the worker row: a slot that is not held
inline constexpr int NobodyColumn = 255; // in the worker row: computed by no worker

// The column of a worker in the worker row; NobodyColumn for the largest number.
int workerColumn(std::uint32_t worker);

// The column of a cost relative to the mean.
int costColumn(double ratio);

// An RGBA table with one row per ColorMode: headings (one turn), speeds (from 0 to the limit),
// workers, costs (from a quarter of the mean to four times the mean) and species.
QImage colorTable(Shade shade);

// A pixel: the bytes red, green, blue and 255, in memory order.
using Pixel = std::uint32_t;
Pixel pixelOf(const QColor &color);

// Blends two pixels. A share of 256 gives `above`, 0 gives `below`.
inline Pixel mixed(Pixel below, Pixel above, std::uint32_t share)
{
    constexpr Pixel Even = 0x00ff00ff; // two channels at a time
    const Pixel even = (above & Even) * share + (below & Even) * (256 - share);
    const Pixel odd = (above >> 8 & Even) * share + (below >> 8 & Even) * (256 - share);
    return (even >> 8 & Even) | (odd & ~Even);
}

// The color table as pixels.
using PixelTable = std::array<std::array<Pixel, ColorTableColumns>, ColorTableRows>;
PixelTable pixelTable(Shade shade);

// The same as a texture of the current context.
std::unique_ptr<QOpenGLTexture> colorTexture(Shade shade);

} // namespace cownscope::ui

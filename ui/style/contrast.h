// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace cownscope::ui {

// What the Web Content Accessibility Guidelines ask for: at least so much between the outline of a
// control, or a mark, and what is beside it, and between a text and what is behind it.
constexpr double OutlineContrast = 3;
constexpr double TextContrast = 4.5;

// Their contrast ratio of two opaque colors: from 1, alike, to 21, black on white.
double contrast(const QColor &one, const QColor &other);

// For outlines of controls under any palette: as quiet as the contrast against the palette's
// backgrounds allows.
QColor outlineColor(const QPalette &palette);

} // namespace cownscope::ui

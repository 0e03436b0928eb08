// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace cownscope::ui {

// Minimum contrast ratios of the Web Content Accessibility Guidelines: of the outline of a control
// against its surroundings, and of a text against its background.
constexpr double OutlineContrast = 3;
constexpr double TextContrast = 4.5;

// The contrast ratio of two opaque colors, from 1 (identical) to 21 (black on white).
double contrast(const QColor &one, const QColor &other);

// The least prominent color for outlines of controls that has enough contrast against all
// backgrounds of the palette.
QColor outlineColor(const QPalette &palette);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QBrush>
#include <QColor>

namespace cownscope::ui {

// So many workers have a color that no other has; further ones begin anew.
inline constexpr unsigned WorkerColors = 64;

// The color of a worker, the same wherever that worker is shown. The first eight are Okabe and
// Ito's colors, which color-blind people can tell apart; each further one is as far as can be from
// all before it, from the species and from what is drawn around data.
QColor workerColor(unsigned worker, Shade shade);

// The same to fill an area: where a color comes again, with a pattern that says so.
QBrush workerBrush(unsigned worker, Shade shade);

} // namespace cownscope::ui

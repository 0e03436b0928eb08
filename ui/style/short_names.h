// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QStringList>

namespace cownscope::ui {

// The names as texts that are no wider than so many pixels. Different names stay different if there
// is any room for that: what those that would look alike begin with is left out first.
QStringList shortNames(const QStringList &names, const QFontMetrics &metrics, int width);

} // namespace cownscope::ui

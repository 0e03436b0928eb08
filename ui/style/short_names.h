// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontMetrics>
#include <QString>
#include <QStringList>

namespace cownscope::ui {

// Shortens the names to at most `width` pixels. Different names remain distinguishable if possible:
// if they would look alike, their common prefix is left out first.
QStringList shortNames(const QStringList &names, const QFontMetrics &metrics, int width);

// Formats the name of an option or a counter for display: "group-size" as "Group size",
// "steal_failures" as "Steal failures".
QString readableName(QString name);

} // namespace cownscope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace cownscope {

// Both dialogs are modeless.
void showShortcuts(QWidget *window); // lists the shortcuts of all actions of the window
void showAbout(const QString &renderer, QWidget *parent);

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace cownscope {

// Both are windows beside the main one; what runs goes on.
void showShortcuts(QWidget *window); // of every action of the window and of what is in it
void showAbout(const QString &renderer, QWidget *parent);

} // namespace cownscope

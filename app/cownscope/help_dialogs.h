// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAction;
class QWidget;

namespace cownscope {

// Both are windows beside the main one; what runs goes on.
void showShortcuts(const QList<QAction *> &actions, QWidget *parent);
void showAbout(const QString &renderer, QWidget *parent);

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QImage>
#include <QList>
#include <QString>

class QWidget;

namespace cownscope {

namespace ui {
class ViewHost;
}

// The window as it is shown, with the views' OpenGL contents in their places: a widget's own grab
// leaves these blank.
QImage pictureOf(QWidget *window, const QList<ui::ViewHost *> &views);

// Writes it as lab::writeFile does, into a folder that exists.
Outcome savePicture(const QImage &picture, const QString &path);

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QList>
#include <QString>

#include <optional>

class QWidget;

namespace cownscope {

namespace ui {
class ViewHost;
}

// The window as it is shown, with the views' OpenGL contents in their places: a widget's own grab
// leaves these blank.
QImage pictureOf(QWidget *window, const QList<ui::ViewHost *> &views);

// Writes it as lab::writeFile does, into a folder that exists. Nothing if that worked, else one
// sentence.
std::optional<QString> savePicture(const QImage &picture, const QString &path);

} // namespace cownscope

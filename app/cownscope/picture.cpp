// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/picture.h"

#include "ui/views/gl_view.h"
#include "ui/views/view_host.h"

#include <QFileInfo>
#include <QImageWriter>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QWidget>

namespace cownscope {

QImage pictureOf(QWidget *window, const QList<ui::ViewHost *> &views)
{
    QImage picture = window->grab().toImage();
    QPainter painter{&picture};
    for (const ui::ViewHost *host : views) {
        if (!host->container()->isVisible())
            continue;
        const QImage view = host->view()->picture();
        if (!view.isNull())
            painter.drawImage(host->container()->mapTo(window, QPoint{0, 0}), view);
    }
    return picture;
}

std::optional<QString> savePicture(const QImage &picture, const QString &path)
{
    QSaveFile file{path};
    if (!file.open(QIODevice::WriteOnly))
        return QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString());
    QByteArray format = QFileInfo{path}.suffix().toLower().toLatin1();
    if (format.isEmpty())
        format = "png";
    QImageWriter writer{&file, format};
    if (!writer.write(picture))
        return QStringLiteral("%1 cannot be written as a picture: %2.")
            .arg(path, writer.errorString());
    if (!file.commit())
        return QStringLiteral("%1 cannot be written: %2.").arg(path, file.errorString());
    return std::nullopt;
}

} // namespace cownscope

// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/picture.h"

#include "base/attempt.h"
#include "lab/files/file_error.h"
#include "lab/files/write_file.h"
#include "ui/file_path.h"
#include "ui/views/gl_view.h"
#include "ui/views/view_host.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImageWriter>
#include <QPainter>
#include <QPixmap>
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

Outcome savePicture(const QImage &picture, const QString &path)
{
    return attempt<lab::FileError>("The picture cannot be saved", [&]() -> Outcome {
        const std::filesystem::path place = ui::filePath(path);
        QByteArray format = QFileInfo{path}.suffix().toLower().toLatin1();
        if (format.isEmpty())
            format = "png";
        lab::checkWritable(place); // rather than in a folder made for it
        QBuffer bytes;
        QImageWriter writer{&bytes, format};
        if (!writer.write(picture))
            return Outcome::failure(QStringLiteral("%1 cannot be written as a picture: %2.")
                                        .arg(path, writer.errorString())
                                        .toStdString());
        lab::writeFile(place, bytes.data().toStdString());
        return {};
    });
}

} // namespace cownscope

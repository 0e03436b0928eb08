// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/file_drop.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>
#include <QWindow>

namespace cownscope {
namespace {

QStringList filesOf(const QMimeData *data)
{
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

} // namespace

FileDrop::FileDrop(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->setAcceptDrops(true);
    QCoreApplication::instance()->installEventFilter(this);
}

bool FileDrop::isInWindow(const QObject *object) const
{
    if (object == m_window)
        return true;
    if (!object->isWindowType())
        return false;
    const auto *window = static_cast<const QWindow *>(object);
    while (window && window != m_window->windowHandle())
        window = window->parent();
    return window != nullptr;
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop:
        break;
    default:
        return false;
    }
    if (!isInWindow(watched))
        return false;
    auto *drop = static_cast<QDropEvent *>(event);
    const QStringList paths = filesOf(drop->mimeData());
    if (paths.isEmpty())
        return false;
    if (QApplication::activeModalWidget()) { // a modal dialog is waiting for an answer
        drop->ignore();
        return true;
    }
    if (drop->possibleActions() & Qt::CopyAction)
        drop->setDropAction(Qt::CopyAction); // a move would delete the file
    drop->accept();
    if (event->type() == QEvent::Drop)
        Q_EMIT dropped(paths);
    return true;
}

} // namespace cownscope

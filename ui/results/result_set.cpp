// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_set.h"

#include "base/attempt.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/file_path.h"
#include "ui/style/color_maps.h"

#include <QFileInfo>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace cownscope::ui {
namespace {

// The canonical path of a file; empty if it does not exist.
QString placeOf(const QString &path)
{
    return path.isEmpty() ? QString{} : QFileInfo{path}.canonicalFilePath();
}

} // namespace

int ResultSet::add(std::shared_ptr<const lab::Document> document, const QString &name,
                   const QString &path, bool unsaved, bool running)
{
    return add(OpenResult{.name = freeName(name, path),
                          .path = path,
                          .unsaved = unsaved,
                          .running = running,
                          .color = freeColor(),
                          .document = std::move(document)});
}

int ResultSet::add(std::shared_ptr<const lab::transport::TransportFile> transports,
                   const QString &path)
{
    return add(OpenResult{.name = freeName(QFileInfo{path}.fileName(), path),
                          .path = path,
                          .visible = false,
                          .color = {},
                          .transports = std::move(transports)});
}

int ResultSet::add(OpenResult result)
{
    const int id = ++m_lastId;
    result.id = id;
    m_results.push_back(std::move(result));
    Q_EMIT added(id);
    return id;
}

template <class Edit>
void ResultSet::edit(int id, Edit edit)
{
    const auto found = std::ranges::find(m_results, id, &OpenResult::id);
    if (found != m_results.end() && edit(*found))
        Q_EMIT changed(id);
}

void ResultSet::update(int id, std::shared_ptr<const lab::Document> document)
{
    edit(id, [&](OpenResult &result) {
        result.document = std::move(document);
        return true;
    });
}

void ResultSet::setRunning(int id, bool running)
{
    edit(id, [&](OpenResult &result) { return std::exchange(result.running, running) != running; });
}

void ResultSet::setSaved(int id, const QString &path)
{
    edit(id, [&](OpenResult &result) {
        result.path = path;
        result.name.clear(); // so that it may keep its own name
        result.name = freeName(QFileInfo{path}.fileName(), path);
        result.unsaved = false;
        return true;
    });
}

void ResultSet::setVisible(int id, bool visible)
{
    edit(id, [&](OpenResult &result) {
        return result.document && std::exchange(result.visible, visible) != visible;
    });
}

void ResultSet::close(int id)
{
    if (std::erase_if(m_results, [id](const OpenResult &result) { return result.id == id; }) > 0)
        Q_EMIT closed(id);
}

const OpenResult *ResultSet::find(int id) const
{
    const auto found = std::ranges::find(m_results, id, &OpenResult::id);
    return found == m_results.end() ? nullptr : &*found;
}

Outcome ResultSet::open(const QString &path)
{
    return attempt<lab::ResultError>("The results cannot be opened", [&] {
        open(path, std::make_shared<const lab::Document>(lab::readResultFile(filePath(path))));
    });
}

bool ResultSet::isOpen(const QString &path) const
{
    const QString place = placeOf(path);
    return std::ranges::any_of(m_results, [&place](const OpenResult &result) {
        return !place.isEmpty() && placeOf(result.path) == place;
    });
}

void ResultSet::open(const QString &path, std::shared_ptr<const lab::Document> document)
{
    if (!isOpen(path))
        add(std::move(document), QFileInfo{path}.fileName(), path, false);
}

void ResultSet::open(const QString &path,
                     std::shared_ptr<const lab::transport::TransportFile> transports)
{
    if (!isOpen(path))
        add(std::move(transports), path);
}

QString ResultSet::freeName(const QString &name, const QString &path) const
{
    const auto isTaken = [this](const QString &wanted) {
        return std::ranges::find(m_results, wanted, &OpenResult::name) != m_results.end();
    };
    QStringList folders;
    if (!path.isEmpty())
        folders = QFileInfo{path}.absolutePath().split(u'/', Qt::SkipEmptyParts);
    QString free = name;
    while (isTaken(free) && !folders.isEmpty())
        free = folders.takeLast() + u'/' + free;
    return free;
}

QColor ResultSet::freeColor() const
{
    for (unsigned index = 0;; ++index) {
        const QColor color = resultColor(index);
        const bool taken =
            std::ranges::find(m_results, color, &OpenResult::color) != m_results.end();
        if (!taken || index >= m_results.size())
            return color;
    }
}

QIcon swatch(const QColor &color)
{
    constexpr int Size = 32; // views scale it down; sharp enough for any screen
    QIcon icon;
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected}) {
        QPixmap picture{Size, Size};
        picture.fill(Qt::transparent);
        QPainter painter{&picture};
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(mode == QIcon::Selected ? QPen{Qt::white, 3} : QPen{Qt::NoPen});
        painter.setBrush(color);
        painter.drawRoundedRect(QRect{4, 4, Size - 8, Size - 8}, 5, 5);
        painter.end();
        icon.addPixmap(picture, mode);
    }
    return icon;
}

} // namespace cownscope::ui

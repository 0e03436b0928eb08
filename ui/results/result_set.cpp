// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_set.h"

#include "base/attempt.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/file_path.h"
#include "ui/style/result_color.h"

#include <QFileInfo>

#include <algorithm>

namespace cownscope::ui {
namespace {

// The same for all ways to write a path to one file; empty if there is no such file.
QString placeOf(const QString &path)
{
    return path.isEmpty() ? QString{} : QFileInfo{path}.canonicalFilePath();
}

} // namespace

int ResultSet::add(std::shared_ptr<const lab::Document> document, const QString &name,
                   const QString &path, bool unsaved, bool running)
{
    const int id = ++m_lastId;
    m_results.push_back({.id = id,
                         .name = freeName(name, path),
                         .path = path,
                         .unsaved = unsaved,
                         .running = running,
                         .color = freeColor(),
                         .document = std::move(document)});
    Q_EMIT added(id);
    return id;
}

void ResultSet::update(int id, std::shared_ptr<const lab::Document> document)
{
    if (OpenResult *result = findForChange(id)) {
        result->document = std::move(document);
        Q_EMIT changed(id);
    }
}

void ResultSet::setRunning(int id, bool running)
{
    OpenResult *result = findForChange(id);
    if (!result || result->running == running)
        return;
    result->running = running;
    Q_EMIT changed(id);
}

void ResultSet::setSaved(int id, const QString &path)
{
    if (OpenResult *result = findForChange(id)) {
        result->path = path;
        result->name.clear(); // which may be the same again
        result->name = freeName(QFileInfo{path}.fileName(), path);
        result->unsaved = false;
        Q_EMIT changed(id);
    }
}

void ResultSet::setVisible(int id, bool visible)
{
    OpenResult *result = findForChange(id);
    if (!result || result->visible == visible)
        return;
    result->visible = visible;
    Q_EMIT changed(id);
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

OpenResult *ResultSet::findForChange(int id)
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

void ResultSet::open(const QString &path, std::shared_ptr<const lab::Document> document)
{
    const QString place = placeOf(path);
    const bool isOpen = std::ranges::any_of(m_results, [&place](const OpenResult &result) {
        return !place.isEmpty() && placeOf(result.path) == place;
    });
    if (!isOpen)
        add(std::move(document), QFileInfo{path}.fileName(), path, false);
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

} // namespace cownscope::ui

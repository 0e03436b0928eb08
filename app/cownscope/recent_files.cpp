// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/recent_files.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <memory>

namespace cownscope {
namespace {

// Uses a separate file; the default QSettings locations would also read system-wide files.
QString place()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/cownscope/cownscope.ini");
}

// Null if the path is not a regular file: reading a pipe would block.
std::unique_ptr<QSettings> settings()
{
    const QFileInfo info{place()};
    if (info.exists() && !info.isFile())
        return nullptr;
    return std::make_unique<QSettings>(info.filePath(), QSettings::IniFormat);
}

const QString Key = QStringLiteral("recentFiles");

} // namespace

QStringList RecentFiles::list()
{
    const auto kept = settings();
    QStringList paths = kept ? kept->value(Key).toStringList() : QStringList{};
    paths.removeIf([](const QString &path) { return !QFileInfo{path}.isFile(); });
    return paths;
}

void RecentFiles::add(const QString &path)
{
    const QString whole = QFileInfo{path}.absoluteFilePath();
    QStringList paths = list();
    paths.removeAll(whole);
    paths.prepend(whole);
    if (const auto kept = settings())
        kept->setValue(Key, paths.mid(0, Most));
}

void RecentFiles::clear()
{
    if (const auto kept = settings())
        kept->remove(Key);
}

} // namespace cownscope

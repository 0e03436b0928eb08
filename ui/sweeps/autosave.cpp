// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/autosave.h"

#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "ui/file_path.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>

namespace cownscope::ui {
namespace {

// Locks do not become stale by age: a long sweep is not a crash.
std::unique_ptr<QLockFile> lockFor(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0);
    return lock;
}

// Reserves the file name; false if it is taken. If the folder is not writable, the error is
// reported later, when the file is written.
bool isClaimed(const QString &path)
{
    try {
        return lab::claimFile(filePath(path));
    } catch (const lab::FileError &) {
        return true;
    }
}

} // namespace

Autosave::Autosave(const QString &path, std::unique_ptr<QLockFile> lock)
    : m_path(path)
    , m_lock(std::move(lock))
{ }

QString Autosave::defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
        + QStringLiteral("/sweeps");
}

Autosave Autosave::create(const QString &name, const QString &folder)
{
    QDir{}.mkpath(folder);
    const QString time = QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMddTHHmmss"));
    const QString stem = QStringLiteral("%1/%2-%3").arg(folder, name, time);
    for (int number = 1;; ++number) {
        const QString path = number == 1 ? stem + QStringLiteral(".json")
                                         : QStringLiteral("%1-%2.json").arg(stem).arg(number);
        auto lock = lockFor(path);
        const bool locked = lock->tryLock();
        const bool inUse = !locked && lock->error() == QLockFile::LockFailedError;
        if (!inUse && isClaimed(path))
            return {path, std::move(lock)};
    }
}

std::vector<Autosave> Autosave::recover(const QString &folder)
{
    std::vector<Autosave> found;
    const QFileInfoList files = QDir{folder}.entryInfoList({QStringLiteral("*.json")}, QDir::Files,
                                                           QDir::Time | QDir::Reversed);
    for (const QFileInfo &file : files) {
        auto lock = lockFor(file.filePath());
        if (!lock->tryLock() || !QFileInfo::exists(file.filePath()))
            continue;
        Autosave autosave{file.filePath(), std::move(lock)};
        // Nothing was written after the name was reserved.
        if (QFileInfo{file.filePath()}.size() == 0)
            autosave.remove();
        else
            found.push_back(std::move(autosave));
    }
    return found;
}

void Autosave::remove()
{
    lab::removeFile(filePath(m_path));
    m_lock.reset();
}

} // namespace cownscope::ui

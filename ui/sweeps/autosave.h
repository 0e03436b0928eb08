// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>
#include <vector>

namespace cownscope::ui {

// A file in the user's data folder that stores a result until the user saves it. It is locked while
// a program uses it; files without a lock are left from programs that crashed.
class Autosave
{
public:
    static QString defaultFolder();

    // Reserves a new file and creates the folder if needed. `name` is the name of the workload.
    static Autosave create(const QString &name, const QString &folder = defaultFolder());

    // Takes over the files that crashed programs have left, oldest first.
    static std::vector<Autosave> recover(const QString &folder = defaultFolder());

    const QString &path() const { return m_path; }
    void moved(const QString &path) { m_path = path; } // the file had to be written elsewhere

    // Removes the file, when the result was saved or discarded. Otherwise the file stays.
    void remove();

private:
    Autosave(const QString &path, std::unique_ptr<QLockFile> lock);

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace cownscope::ui
